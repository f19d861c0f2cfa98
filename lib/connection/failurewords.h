#pragma once

#include "lib/connection/failure.h"

namespace console {

/// What happened, and why as far as known (design guide, "Wording of errors").
struct FailureWords
{
    QString title;
    QString cause;
};

/// What helps: sentences, and buttons. The first sentence goes with the first button.
struct FailureHelp
{
    QStringList advice;
    QList<FailureAction> actions;
};

FailureWords wordsFor(FailureKind kind, const FailureContext &context);
FailureHelp helpFor(FailureKind kind, const FailureContext &context);

/// The names a certificate is for, three at most; empty: it names none.
QString namesOf(const QSslCertificate &certificate);

} // namespace console
