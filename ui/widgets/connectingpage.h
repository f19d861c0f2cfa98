#pragma once

#include "lib/connection/connectionstatus.h"

#include <QTimer>
#include <QWidget>

namespace console {

class IconLabel;
class Theme;
class ThemedLabel;

/// The steps of an attempt that takes longer than a moment: empty for 400 ms, then what is done and what is
/// not.
class ConnectingPage : public QWidget
{
    Q_OBJECT
public:
    static constexpr int patience = 400; ///< milliseconds

    explicit ConnectingPage(const Theme *theme, QWidget *parent = nullptr);

    /// A new attempt begins when the state before was none of an attempt.
    void setStatus(const ConnectionStatus &status);
    void setTarget(const QString &name, const QString &address);

signals:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Step
    {
        ConnectionState state;
        IconLabel *icon;
        ThemedLabel *text;
    };

    const Theme *m_theme;
    QTimer m_timer;
    bool m_busy = false;
    QWidget *m_list;
    ThemedLabel *m_title;
    QList<Step> m_steps;
};

} // namespace console
