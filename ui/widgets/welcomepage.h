#pragma once

#include "ui/models/recentrecordings.h"
#include "ui/widgets/connectionfield.h"

#include <QScrollArea>

class QVBoxLayout;

namespace console {

class ActionRegistry;
class ChoiceList;
class Theme;
class ThemedLabel;

/// What the window shows before there is a session: saved connections, recordings of earlier ones, the demo
/// server, a new connection, and how the window is arranged.
class WelcomePage : public QScrollArea
{
    Q_OBJECT
public:
    WelcomePage(const Theme *theme, const ActionRegistry *actions, QWidget *parent = nullptr);

    void setSaved(const QList<SavedConnection> &saved);
    void setRecordings(const QList<RecentRecording> &recordings); ///< newest first
    /// Gives the first choice the focus.
    void focusFirst();

signals:
    void savedChosen(const QUuid &id);
    void recordingChosen(const QString &file);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *choices(const ActionRegistry *actions);
    ThemedLabel *addTitle(const QString &text, QWidget *column);
    void showRecordings();
    static void focusIn(ChoiceList *list);
    void addOpenings(const ActionRegistry *actions);
    QWidget *legend();

    const Theme *m_theme;
    QWidget *m_content;
    QVBoxLayout *m_left = nullptr;
    ThemedLabel *m_savedTitle = nullptr;
    ChoiceList *m_saved = nullptr;
    ThemedLabel *m_recordingsTitle = nullptr;
    ThemedLabel *m_noRecordings = nullptr;
    ChoiceList *m_recordings = nullptr;
    QList<RecentRecording> m_shown; ///< in m_recordings
    ChoiceList *m_choices = nullptr;
    QWidget *m_legend = nullptr;
};

} // namespace console
