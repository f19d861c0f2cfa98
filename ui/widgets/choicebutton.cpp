#include "ui/widgets/choicebutton.h"

#include <QMenu>

namespace console {

using namespace Qt::StringLiterals;

constexpr int widestLabel = 220;

ChoiceButton::ChoiceButton(const Theme *theme, const QString &name, QWidget *parent)
    : PaneButton(theme, Tone::Framed, parent), m_name(name)
{
    setTrailingIcon(u"chevron-down"_s);
    setMaximumLabelWidth(widestLabel);
    connect(this, &QAbstractButton::clicked, this, &ChoiceButton::open);
}

void ChoiceButton::setChoices(const QStringList &choices)
{
    if (m_choices == choices)
        return;
    const QString before = m_choices.value(m_current);
    m_choices = choices;
    setCurrent(qMax<int>(0, int(m_choices.indexOf(before))));
}

void ChoiceButton::setCurrent(int index)
{
    m_current = index < m_choices.size() ? index : -1;
    setLabel(m_choices.value(m_current));
    setAccessibleName(u"%1: %2"_s.arg(m_name, text()));
}

void ChoiceButton::setObstacle(int index, const QString &reason)
{
    m_obstacles[index] = reason;
}

void ChoiceButton::choose(int index)
{
    setCurrent(index);
    emit chosen(index);
}

void ChoiceButton::open()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_choices.size(); ++i) {
        const QString obstacle = m_obstacles.value(i);
        QString words = obstacle.isEmpty() ? m_choices[i] : u"%1 (%2)"_s.arg(m_choices[i], obstacle);
        QAction *action = menu->addAction(words.replace(u'&', u"&&"_s), this, [this, i] { choose(i); });
        action->setCheckable(true);
        action->setChecked(i == m_current);
        action->setEnabled(obstacle.isEmpty());
    }
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

} // namespace console
