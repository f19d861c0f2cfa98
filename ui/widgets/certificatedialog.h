#pragma once

#include "lib/connection/connectionstatus.h"

#include <QDialog>

class QListWidget;
class QScrollArea;

namespace console {

class Theme;
class ThemedLabel;

/// All that a certificate says, and those that vouch for it. open() it.
class CertificateDialog : public QDialog
{
    Q_OBJECT
public:
    /// Leaf first, not empty.
    CertificateDialog(const QList<QSslCertificate> &chain, const Theme *theme, QWidget *parent = nullptr);
    CertificateDialog(const PeerCertificate &peer, const Theme *theme, QWidget *parent = nullptr);

private:
    QWidget *head();
    QWidget *chainList();
    QWidget *foot();
    QWidget *facts(const QSslCertificate &certificate);
    void choose(int index);
    void copyPem();
    void savePem();
    void write(const QString &file);

    const Theme *m_theme;
    QList<QSslCertificate> m_chain;
    QSslCertificate m_chosen;
    ThemedLabel *m_title = nullptr;
    ThemedLabel *m_validity = nullptr;
    QListWidget *m_list = nullptr;
    QScrollArea *m_facts = nullptr;
    ThemedLabel *m_said = nullptr;
};

} // namespace console
