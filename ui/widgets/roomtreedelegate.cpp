#include "ui/widgets/roomtreedelegate.h"

#include "ui/models/numbers.h"
#include "ui/models/roomtreemodel.h"
#include "ui/models/text.h"
#include "ui/widgets/foundtext.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = RoomTreeModel;

constexpr int rowHeight = 24;
constexpr int rightPadding = 12;

bool isNumber(const QString &id)
{
    return !id.isEmpty() && std::all_of(id.begin(), id.end(), [](QChar c) { return c.isDigit(); });
}

int write(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &colour,
    Qt::TextElideMode mode = Qt::ElideRight, Qt::Alignment side = Qt::AlignLeft)
{
    painter->setFont(font);
    painter->setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(text, mode, std::max(0, rect.width()));
    painter->drawText(rect, int(Qt::AlignVCenter | Qt::TextSingleLine | side), shown);
    return QFontMetrics(font).horizontalAdvance(shown);
}

} // namespace

RoomTreeDelegate::RoomTreeDelegate(const Navigator *navigator, const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_navigator(navigator), m_theme(theme)
{
}

void RoomTreeDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &colours = m_theme->colours();
    const auto person = index.data(Model::PersonRole).value<PersonRef>();
    const bool chosen = m_navigator->person() && m_navigator->person() == person;
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    if (chosen || hovered)
        painter->fillRect(option.rect, chosen ? colours.selectionInactive : colours.hover);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colours.accent, 1));
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -1.5, -0.5));
    }
    const QColor faint = chosen || hovered ? colours.text2 : colours.text3;
    const QRect rect = option.rect.adjusted(2, 0, -rightPadding, 0);
    if (index.data(Model::IsRoomRole).toBool())
        paintRoom(painter, rect, index, faint);
    else
        paintPerson(painter, rect, index, faint);
    painter->restore();
}

void RoomTreeDelegate::paintRoom(
    QPainter *painter, QRect rect, const QModelIndex &index, const QColor &faint) const
{
    const Colours &colours = m_theme->colours();
    const QString id = index.data(Model::IdRole).toString();
    const bool present = index.data(Model::PresentRole).toBool();
    const QFont dense = Theme::font(TextSize::Dense);
    const QString count = groupedNumber(index.data(Model::CountRole).toInt());
    rect.setRight(
        rect.right() - write(painter, rect, count, dense, faint, Qt::ElideLeft, Qt::AlignRight) - 8);
    const QString name = isNumber(id) ? tr("Room %1").arg(id) : isolated(shortenedId(id.toUtf8(), 32));
    const QFont bold = Theme::font(TextSize::Dense, QFont::DemiBold);
    const bool confirmed = index.data(Model::ConfirmedRole).toBool();
    if (present && !confirmed) {
        const QPointF centre(rect.right() - 7, rect.top() + rect.height() / 2.0);
        m_theme->drawIcon(painter, u"history"_s, colours.text3, centre, 14);
        rect.setRight(rect.right() - 20);
    }
    painter->setFont(isNumber(id) ? bold : dense);
    painter->setPen(present && confirmed ? colours.text : colours.text2);
    const FoundText found{name, index.data(Model::SearchRole).toString(), isNumber(id) ? name.indexOf(id) : 0,
        elideModeOf(id.toUtf8())};
    rect.setLeft(rect.left() + drawFoundText(painter, rect, found, m_theme) + 6);
    const QString about = present ? index.data(Model::LayoutTextRole).toString() : tr("gone");
    if (!present || QFontMetrics(dense).horizontalAdvance(about) <= rect.width()) // "la…" says nothing
        write(painter, rect, about, dense, faint);
}

/// What somebody does, from the right edge on. Answers how wide it is.
int RoomTreeDelegate::paintStates(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const Colours &colours = m_theme->colours();
    const bool confirmed = index.data(Model::ConfirmedRole).toBool();
    int right = rect.right();
    const auto sign = [&](const QString &icon, const QColor &colour) {
        const QPointF centre(right - 7, rect.top() + rect.height() / 2.0);
        m_theme->drawIcon(painter, icon, confirmed ? colour : colours.text3, centre, 14);
        right -= 20;
    };
    const auto numbered = [&](const QString &icon, int number) {
        if (number == 0)
            return;
        right -= write(painter, QRect(rect.topLeft(), QPoint(right, rect.bottom())), groupedNumber(number),
                     Theme::font(TextSize::Dense), colours.text2, Qt::ElideLeft, Qt::AlignRight)
            + 3;
        sign(icon, colours.text2);
    };
    numbered(u"sidebar-room"_s, index.data(Model::SidebarRole).toInt());
    numbered(u"whisper"_s, index.data(Model::WhisperRole).toInt());
    if (index.data(Model::MutedRole).toBool())
        sign(u"mic-off"_s, colours.warn);
    if (index.data(Model::TalkingRole).toBool())
        sign(u"speaking"_s, colours.ok);
    if (!confirmed && index.data(Model::PresentRole).toBool())
        sign(u"history"_s, colours.text3);
    return rect.right() - right;
}

void RoomTreeDelegate::paintPerson(
    QPainter *painter, QRect rect, const QModelIndex &index, const QColor &faint) const
{
    const Colours &colours = m_theme->colours();
    const bool present = index.data(Model::PresentRole).toBool();
    const QByteArray id = index.data(Model::IdRole).toString().toUtf8();
    const QString name = index.data(Model::NameRole).toString();
    const QFont dense = Theme::font(TextSize::Dense);
    const QPointF centre(rect.left() + 7, rect.top() + rect.height() / 2.0);
    m_theme->drawIcon(painter, u"person"_s, present ? colours.text2 : colours.text3, centre, 14);
    rect.setLeft(rect.left() + 20);
    const QString searched = index.data(Model::SearchRole).toString();
    painter->setFont(dense);
    painter->setPen(faint);
    if (!name.isEmpty()) {
        const FoundText number{idBesideName(id), searched, 0, elideModeOf(id), Qt::AlignRight};
        rect.setRight(rect.right() - drawFoundText(painter, rect, number, m_theme) - 8);
    }
    if (const int states = paintStates(painter, rect, index))
        rect.setRight(rect.right() - states);
    const bool isSure = present && index.data(Model::ConfirmedRole).toBool();
    painter->setPen(isSure && !name.isEmpty() ? colours.text : colours.text2);
    const QString usual = isolated(shortenedId(id));
    const bool fits = QFontMetrics(dense).horizontalAdvance(tr("person %1").arg(usual)) <= rect.width();
    const QString shownId = fits ? usual : safeText(id); // to be cut once, not twice
    const QString unnamed = tr("person %1").arg(shownId);
    const FoundText shown = name.isEmpty()
        ? FoundText{unnamed, searched, unnamed.indexOf(shownId), elideModeOf(id)}
        : FoundText{name, searched};
    drawFoundText(painter, rect, shown, m_theme);
}

QSize RoomTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, rowHeight};
}

bool RoomTreeDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    const auto person = index.data(Model::PersonRole).value<PersonRef>();
    QStringList lines{index.data(Model::NameRole).toString(), index.data(Model::StateTextRole).toString()};
    if (!person.participant.isEmpty())
        lines += tr("id %1").arg(safeText(person.participant));
    lines += tr("room %1").arg(safeText(person.room));
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u'\n')), view);
    return true;
}

} // namespace console
