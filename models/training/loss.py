"""What a step is judged by: naming, refusing, and where the embedding puts a picture."""

import torch
from torch.nn import functional

import dataset
from network import Lipi
from sampler import Batch

# Between the distances of genuine and of foreign pairs on the unit sphere (60 degrees), and how soft the line is.
MIDDLE, SOFT = 1.0, 0.12


class Loss:
    """Remembers the embeddings of the references between the steps: each step shows only some of them."""

    def __init__(self, settings: dict, embedding: int):
        self.settings = settings
        self.references = functional.normalize(torch.randn(dataset.CLASSES, embedding), dim=1)

    def __call__(self, model: Lipi, batch: Batch) -> torch.Tensor:
        s = self.settings
        with torch.autocast("cpu", torch.bfloat16):
            logits, embeddings = model(batch.glyphs)
        logits = logits.float()
        count, chains = len(batch.known), len(batch.chained)
        end = count + batch.strange
        ladder = embeddings[end : end + chains * batch.chain].reshape(chains, batch.chain, -1)
        shown = embeddings[end + chains * batch.chain :]
        references = self.references.clone().index_put((batch.references,), shown)
        self.references = references.detach()
        # The first of a chain has no flaw: it counts as a drawing of its class.
        whole = torch.arange(chains) * batch.chain + end
        drawn = torch.cat([torch.arange(count), whole, torch.arange(len(embeddings) - len(shown), len(embeddings))])
        labels = torch.cat([batch.known, batch.chained, batch.references])
        named = functional.cross_entropy(logits[drawn], labels, label_smoothing=s["smoothing"])
        refused = -functional.log_softmax(logits[count:end], 1).mean()
        near = self.placed(model, embeddings[drawn], labels) + s["pair_weight"] * pairs(
            embeddings[drawn], labels, references
        )
        return (
            named
            + s["refuse_weight"] * refused
            + s["embedding_weight"] * near
            + s["grade_weight"] * graded(ladder, references[batch.chained])
        )

    def placed(self, model: Lipi, embeddings: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Cosine softmax with a margin against one proxy a class."""
        cosine = embeddings @ functional.normalize(model.proxies, dim=1).T
        margin = functional.one_hot(labels, dataset.CLASSES) * self.settings["embedding_margin"]
        return functional.cross_entropy((cosine - margin) * self.settings["embedding_scale"], labels)


def distances(embeddings: torch.Tensor, references: torch.Tensor) -> torch.Tensor:
    return (2 - 2 * embeddings @ references.T).clamp(min=1e-6).sqrt()


def pairs(embeddings: torch.Tensor, labels: torch.Tensor, references: torch.Tensor) -> torch.Tensor:
    """Each drawing against every reference: its own is to be near, and the nearest three others far."""
    apart = (distances(embeddings, references) - MIDDLE) / SOFT
    own = functional.one_hot(labels, dataset.CLASSES).bool()
    hardest = apart.masked_fill(own, torch.inf).topk(3, dim=1, largest=False).values
    return functional.softplus(apart[own]).mean() + functional.softplus(-hardest).mean()


def graded(ladder: torch.Tensor, references: torch.Tensor) -> torch.Tensor:
    """Each step of a flaw is to lead farther from the reference."""
    apart = (2 - 2 * (ladder * references[:, None]).sum(2)).clamp(min=1e-6).sqrt()
    return functional.softplus((0.03 - apart.diff(dim=1)) / 0.02).mean()
