#pragma once

#include "lib/connection/connectionstatus.h"
#include "lib/log/recorderstatus.h"
#include "ui/widgets/theme.h"

#include <QStatusBar>
#include <QTimer>

namespace console {

class IconLabel;
class ThemedLabel;

/// The numbers of a session that the status bar shows.
struct SessionFigures
{
    qint64 lastEvent = 0; ///< microseconds UTC; 0: none yet
    double eventsPerSecond = 0;
    quint64 requests = 0;
    quint64 waiting = 0;
    quint64 unmatched = 0;
    quint64 malformed = 0;
    quint64 dropped = 0;
    RecorderStatus recording;
    quint64 events = 0;
    qint64 span = 0; ///< microseconds from the first row to the last
    double opened = 1; ///< how much of a recording that is being opened is here, 0 to 1
    bool hasSession = false; ///< else no figures are shown
};

/// State and figures at the foot of the window. Takes numbers as often as they come and shows them twice a
/// second.
class StatusBar : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusBar(const Theme *theme, QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);
    void setFigures(const SessionFigures &figures);
    /// What there is to say while nothing is connected: "3 saved connections".
    void setIdleText(const QString &text);
    /// Shows the newest numbers now; `now` in microseconds UTC.
    void refresh(qint64 now);

signals:
    void countsRequested(); ///< what became of the messages
    void unmatchedRequested(); ///< the problems that the figure counts
    void malformedRequested(); ///< likewise

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Item
    {
        QWidget *box = nullptr;
        IconLabel *icon = nullptr;
        ThemedLabel *strong = nullptr; ///< the number
        ThemedLabel *text = nullptr;
        QWidget *divider = nullptr;
        void show(const QString &strongText, const QString &plainText);
        void hide();
    };
    Item makeItem(const QString &icon, bool first, ColourRole iconRole = &Colours::text2);
    Item makeButton(const QString &icon, void (StatusBar::*requested)(), const QString &leadsTo,
        ColourRole iconRole = &Colours::text2);
    Item fill(Item item, const QString &icon, ColourRole iconRole);
    QWidget *makeDivider();
    bool isNarrow() const;
    void showState(qint64 now);
    void showFigures(qint64 now);
    void showRecording();
    QString lastEventText(qint64 now) const;
    QString recordedText() const;

    const Theme *m_theme;
    ConnectionStatus m_status;
    SessionFigures m_figures;
    QString m_idleText;
    QTimer m_timer;
    QWidget *m_row;
    Item m_state, m_tls, m_ping, m_last, m_rate, m_requests, m_unmatched, m_malformed, m_dropped, m_recorded,
        m_version;
};

} // namespace console
