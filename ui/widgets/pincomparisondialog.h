#pragma once

#include "lib/connection/connectionstatus.h"
#include "lib/connection/pin.h"

#include <QDialog>

class QVBoxLayout;

namespace console {

class FingerprintField;
class Theme;
class ThemedLabel;

/// A pinned certificate has changed: what was pinned and what is shown now, side by side. It is an error and
/// no question: nothing is accepted here. open() it.
class PinComparisonDialog : public QDialog
{
    Q_OBJECT
public:
    /// `server`: as the user calls it.
    PinComparisonDialog(const QString &server, const Pin &pinned, const PeerCertificate &shown,
        const Theme *theme, QWidget *parent = nullptr);

signals:
    void editRequested(); ///< the way to replace the pin

private:
    QWidget *head(const QString &server);
    QWidget *sides();
    QWidget *side(const QString &title, const QString &subject, const QString &remark, const QString &history,
        const QByteArray &sha256, const QByteArray &other);
    QWidget *comparison();
    QWidget *foot();
    void compare(const QString &expected);
    QByteArray shown() const { return m_shown.sha256(); }

    const Theme *m_theme;
    Pin m_pinned;
    PeerCertificate m_shown;
    FingerprintField *m_comparison = nullptr;
};

} // namespace console
