#pragma once

#include "ui/models/poolquestion.h"
#include "ui/models/profiledraft.h"
#include "ui/models/verdict.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;

namespace console {

class FieldProblem;
class FileField;
class SecretField;
class StorageChoice;
class Theme;
class ThemedLabel;
class VerdictLine;

/// The certificate a connection shows of itself: files, passphrase, and whether they fit together.
class ClientCertificateGroup : public QWidget
{
    Q_OBJECT
public:
    explicit ClientCertificateGroup(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void setSecrets(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setProblems(const DraftProblems &problems);
    bool focusProblem();
    void setStorageNotice(const QString &problem);
    void focusCertificate(); ///< ticks the box first
    void focusPassphrase();

signals:
    void edited(); ///< by the user

private:
    QWidget *head();
    QWidget *fields();
    void check();
    void checkSoon();

    const Theme *m_theme;
    QTimer m_rest; ///< lets typing come to rest before files are read
    PoolQuestion<Verdict> m_check;
    QCheckBox *m_shows = nullptr;
    QWidget *m_fields = nullptr;
    FileField *m_certificate = nullptr;
    FileField *m_key = nullptr;
    SecretField *m_passphrase = nullptr;
    StorageChoice *m_storage = nullptr;
    ThemedLabel *m_notice = nullptr;
    FieldProblem *m_certificateProblem = nullptr;
    FieldProblem *m_keyProblem = nullptr;
    FieldProblem *m_passphraseProblem = nullptr;
    VerdictLine *m_verdict = nullptr;
};

} // namespace console
