#pragma once

#include "ui/widgets/connectionfield.h"

#include <QScrollArea>

class QVBoxLayout;

namespace console {

class ActionRegistry;
class ChoiceList;
class Theme;
class ThemedLabel;

/// What the window shows before there is a session: saved connections, the demo server, a new connection, and
/// how the window is arranged.
class WelcomePage : public QScrollArea
{
    Q_OBJECT
public:
    WelcomePage(const Theme *theme, const ActionRegistry *actions, QWidget *parent = nullptr);

    void setSaved(const QList<SavedConnection> &saved);
    /// Gives the first choice the focus.
    void focusFirst();

signals:
    void savedChosen(const QUuid &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *choices(const ActionRegistry *actions);
    QWidget *legend();

    const Theme *m_theme;
    QWidget *m_content;
    QVBoxLayout *m_left = nullptr;
    ThemedLabel *m_savedTitle = nullptr;
    ChoiceList *m_saved = nullptr;
    ChoiceList *m_choices = nullptr;
    QWidget *m_legend = nullptr;
};

} // namespace console
