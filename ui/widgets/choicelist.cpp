#include "ui/widgets/choicelist.h"

#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

namespace {

constexpr int rowHeight = 64;
constexpr int textLeft = 51;
constexpr int iconPixels = 19;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

} // namespace

ChoiceRow::ChoiceRow(const Theme *theme, const Content &content, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_content(content)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(content.title);
    setAccessibleDescription(content.detail);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    theme->prepareIcon(content.icon, iconPixels);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ChoiceRow::sizeHint() const
{
    return {scaled(300), scaled(rowHeight)};
}

void ChoiceRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ChoiceRow::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ChoiceRow::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void ChoiceRow::paintKeys(QPainter *painter, const QRect &box)
{
    const Colours &c = m_theme->colours();
    paintBox(painter, box, c.base, c.line2, 3);
    painter->setFont(Theme::font(TextSize::Caption));
    painter->setPen(c.text2);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, m_content.keys);
}

void ChoiceRow::paintEvent(QPaintEvent *)
{
    const Colours &c = m_theme->colours();
    QPainter painter(this);
    const bool focused = hasFocus();
    if (focused)
        paintBox(&painter, rect(), c.infoBack, c.accent, controlRadius, 2);
    else if (underMouse())
        paintBox(&painter, QRectF(rect()).adjusted(1, 0, -1, 0), c.hover, {}, 0);
    m_theme->drawIcon(&painter, m_content.icon, focused ? c.accent : c.text2,
        {scaled(27) + 0.0, height() / 2.0}, iconPixels);

    int right = width() - scaled(14);
    if (!m_content.keys.isEmpty()) {
        const int keysWidth =
            QFontMetrics(Theme::font(TextSize::Caption)).horizontalAdvance(m_content.keys) + 12;
        const int keysHeight = scaled(17);
        paintKeys(&painter, QRect(right - keysWidth, (height() - keysHeight) / 2, keysWidth, keysHeight));
        right -= keysWidth + 12;
    }
    const int pitch = scaled(20);
    const QRect text(scaled(textLeft), height() / 2 - pitch, right - scaled(textLeft), 2 * pitch);
    const auto line = [&](const QRect &where, const QFont &font, const QColor &colour, const QString &words) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, where.width()));
    };
    line(text.adjusted(0, 0, 0, -pitch), Theme::font(TextSize::Body, QFont::Medium), c.text, m_content.title);
    line(text.adjusted(0, pitch, 0, 0),
        m_content.verbatim ? Theme::fixedFont() : Theme::font(TextSize::Dense), c.text2, m_content.detail);
}

ChoiceList::ChoiceList(const Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

ChoiceRow *ChoiceList::add(const ChoiceRow::Content &content)
{
    auto *row = new ChoiceRow(m_theme, content, this);
    m_rows->addWidget(row);
    row->show(); // else it could not have the focus before the layout is made
    return row;
}

void ChoiceList::clear()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
}

ChoiceRow *ChoiceList::first() const
{
    const QLayoutItem *item = m_rows->itemAt(0);
    return item ? static_cast<ChoiceRow *>(item->widget()) : nullptr;
}

int ChoiceList::count() const
{
    return m_rows->count();
}

void ChoiceList::paintEvent(QPaintEvent *)
{
    const Colours &c = m_theme->colours();
    QPainter painter(this);
    paintBox(&painter, rect(), c.base, c.line2, controlRadius + 1);
    for (int i = 1; i < m_rows->count(); ++i)
        painter.fillRect(QRect(1, m_rows->itemAt(i)->geometry().top(), width() - 2, 1), c.line2);
}

} // namespace console
