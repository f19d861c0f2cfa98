#pragma once

#include "lib/profile/profile.h"
#include "lib/profile/secretstore.h"

#include <QDialog>

class QPushButton;

namespace console {

class SecretField;
class StorageChoice;
class Theme;
class ThemedLabel;

/// A secret that is missing.
struct SecretQuestion
{
    QString label; ///< "Passphrase of console-07.key"
    SecretKey key;
    SecretStorage storage = SecretStorage::Keychain; ///< what the profile says
    bool mayBeEmpty = false; ///< header values may
};

/// An answer: the secret, and where it is to be kept; AskEveryTime: nowhere, it is for just now.
struct GivenSecret
{
    Secret value;
    SecretStorage storage = SecretStorage::Keychain;
};

/// Asks for the secrets that a connection needs and nobody knows. Keeps none of them itself. open() it.
class SecretPrompt : public QDialog
{
    Q_OBJECT
public:
    /// `problem`: why it asks again, for example that a passphrase opens nothing; empty: it asks for the
    /// first time.
    SecretPrompt(const QString &connection, const QList<SecretQuestion> &questions, const Theme *theme,
        const QString &problem = {}, QWidget *parent = nullptr);
    /// Why the keychain cannot be used; empty: it can.
    void setKeychainProblem(const QString &problem);

signals:
    /// By SecretKey::name. rejected(): the user does not want to connect.
    void given(const QHash<QString, console::GivenSecret> &secrets);

private:
    QWidget *head(const QString &connection, const QString &problem);
    QWidget *fields();
    QWidget *foot();
    void give();
    void judge();

    struct Row
    {
        SecretQuestion question;
        SecretField *field = nullptr;
        StorageChoice *storage = nullptr;
    };

    const Theme *m_theme;
    QList<Row> m_rows;
    ThemedLabel *m_notice = nullptr;
    QPushButton *m_connect = nullptr;
};

} // namespace console
