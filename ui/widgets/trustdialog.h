#pragma once

#include "ui/models/certificatetext.h"

#include <QDialog>
#include <QUrl>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace console {

class FingerprintField;
class Theme;
class ThemedLabel;

/// Asks whether an unknown certificate is the user's server. Cancel is the default; nothing is decided by
/// closing it. open() it.
class TrustDialog : public QDialog
{
    Q_OBJECT
public:
    TrustDialog(const Theme *theme, const CertificateQuestion &question, QWidget *parent = nullptr);
    /// Asks about what the peer shows now at `url`.
    TrustDialog(const PeerCertificate &peer, const QUrl &url, const Theme *theme, QWidget *parent = nullptr);

signals:
    void trustedOnce(const QByteArray &sha256); ///< until the session ends
    void pinned(const QByteArray &sha256);
    // rejected(): no

protected:
    bool event(QEvent *event) override;

private:
    void showFocus();
    QWidget *head();
    QWidget *fingerprint();
    QWidget *findings();
    QWidget *foot();
    void compare(const QString &expected);
    void showDetails();

    const Theme *m_theme;
    CertificateQuestion m_question;
    QByteArray m_sha256;
    FingerprintField *m_comparison = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_once = nullptr;
    QPushButton *m_pin = nullptr;
};

} // namespace console
