#include "ui/widgets/formnotice.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

FormNotice::FormNotice(const Theme *theme, QWidget *parent, Tone tone)
    : Strip(theme, tone == Tone::Problem ? &Colours::errorBack : &Colours::infoBack, Qt::BottomEdge, parent),
      m_text(new ThemedLabel(theme, {}, &Colours::text, TextSize::Dense, this)), m_buttons(new QHBoxLayout)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 8, 20, 9);
    rows->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    auto *icon = new IconLabel(theme, u"info"_s, &Colours::info, 16, this);
    if (tone == Tone::Problem)
        icon->setIcon(u"error"_s, &Colours::error);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    rows->addLayout(line);
    m_buttons->setContentsMargins(qRound(24 * Theme::scale()), 0, 0, 0);
    m_buttons->addStretch(1);
    rows->addLayout(m_buttons);
    m_text->setWordWrap(true);
    hide();
}

QString FormNotice::text() const
{
    return m_text->text();
}

void FormNotice::say(const QString &text, const QList<Action> &actions)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
    while (m_buttons->count() > 1) {
        const std::unique_ptr<QLayoutItem> item(m_buttons->takeAt(0));
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was pressed
    }
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, this);
        setControlHeight(button, 24);
        m_buttons->insertWidget(m_buttons->count() - 1, button);
        button->show();
        connect(button, &QPushButton::clicked, this, action.act);
    }
}

} // namespace console
