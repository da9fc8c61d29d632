// Shows the document. Signing in from the page keeps the token in memory only.
window.ui = SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  // Swagger UI would send the document to a validator elsewhere.
  validatorUrl: null,
});
