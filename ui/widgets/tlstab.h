#pragma once

#include "ui/models/profiledraft.h"
#include "ui/widgets/formpage.h"

namespace console {

class ClientCertificateGroup;
class TrustGroup;

/// Whom the connection trusts, what it shows of itself, how old TLS may be.
class TlsTab : public FormPage
{
    Q_OBJECT
public:
    explicit TlsTab(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void setSecrets(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setProblems(const DraftProblems &problems);
    bool focusProblem();
    void setStorageNotice(const QString &problem);
    void focusTrust();
    void focusClientCertificate();
    void focusPassphrase();

signals:
    void edited(); ///< by the user

private:
    TrustGroup *m_trust;
    ClientCertificateGroup *m_client;
    QComboBox *m_lowest;
};

} // namespace console
