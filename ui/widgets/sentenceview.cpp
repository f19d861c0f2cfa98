#include "ui/widgets/sentenceview.h"

#include "ui/widgets/messagesign.h"
#include "ui/widgets/themedlabel.h"

#include <QPainter>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

SentenceView::SentenceView(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_title(new ThemedLabel(theme, TextSize::Heading, &Colours::text, this)),
      m_subtitle(new ThemedLabel(theme, TextSize::Dense, &Colours::text2, this))
{
    m_title->setWeight(QFont::DemiBold);
    for (ThemedLabel *label : {m_title, m_subtitle}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(60);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 12, 12, 12);
    layout->setSpacing(3);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SentenceView::setInspection(const Inspection &inspection)
{
    m_inspection = inspection;
    m_title->setText(inspection.sentence.title);
    m_subtitle->setText(inspection.sentence.subtitle);
    m_subtitle->setVisible(!inspection.sentence.subtitle.isEmpty());
    update();
}

void SentenceView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal middle = m_title->y() + QFontMetricsF(m_title->font()).height() / 2;
    if (m_inspection.isExchange)
        drawStateSign(&painter, *m_theme, m_inspection.state, {19, middle}, 16);
    else if (m_inspection.isGap)
        m_theme->drawIcon(&painter, u"plug-off"_s, m_theme->colours().text2, {19, middle}, 16);
    else
        drawMessageSign(&painter, *m_theme, m_inspection.kind, m_inspection.type, {19, middle}, 1.3);
}

} // namespace console
