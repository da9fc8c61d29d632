# Letters: subject and body. A token stands in a line of its own.

mail-reset-password = Your new password for Nazar
    .body = Somebody, you we hope, has asked for a new password for this account of Nazar. To choose one, give this code within 30 minutes:

        { $token }

        If it was not you, do nothing: nothing has changed.
mail-confirm-email = Confirm your e-mail address for Nazar
    .body = Somebody, you we hope, has given this address for their account of Nazar. To confirm it, give this code within 30 minutes:

        { $token }

        If it was not you, do nothing: nothing has changed.
mail-email-changed = Your e-mail address at Nazar has changed
    .body = Your account of Nazar has another e-mail address now, and this one is no longer used for it. If it was not you, choose a new password at once and write to those who run the service.
