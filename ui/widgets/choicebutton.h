#pragma once

#include "ui/widgets/panebutton.h"

#include <QStringList>

namespace console {

/// A button that shows what is chosen of a few things and opens a menu of them. GUI thread.
class ChoiceButton : public PaneButton
{
    Q_OBJECT
public:
    /// @param name  what is chosen here, for assistive technology
    ChoiceButton(const Theme *theme, const QString &name, QWidget *parent = nullptr);

    /// Keeps the current one where it is among them, else the first.
    void setChoices(const QStringList &choices);
    const QStringList &choices() const { return m_choices; }
    int current() const { return m_current; } ///< index; -1: there are no choices
    void setCurrent(int index); ///< without chosen()
    /// Why a choice cannot be made now, as the menu says it behind the choice; empty: it can.
    void setObstacle(int index, const QString &reason);

signals:
    void chosen(int index); ///< by the user

private:
    void open();
    void choose(int index);

    QString m_name;
    QStringList m_choices;
    QHash<int, QString> m_obstacles;
    int m_current = -1;
};

} // namespace console
