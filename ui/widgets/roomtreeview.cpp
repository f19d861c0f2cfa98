#include "ui/widgets/roomtreeview.h"

#include "ui/models/roomtreemodel.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

RoomTreeView::RoomTreeView(const Navigator *navigator, const Theme *theme, QWidget *parent)
    : QTreeView(parent), m_navigator(navigator), m_theme(theme)
{
    setAccessibleName(tr("Rooms and people"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(16);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setExpandsOnDoubleClick(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

void RoomTreeView::keyboardSearch(const QString &)
{
    // "/" searches, for rooms and people at once.
}

void RoomTreeView::setLinked(const PersonRef &person)
{
    m_linked = person;
    viewport()->update();
}

void RoomTreeView::drawRow(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto person = index.data(RoomTreeModel::PersonRole).value<PersonRef>();
    const bool isChosen = m_navigator->person() && m_navigator->person() == person;
    if (isChosen || (m_linked && m_linked == person)) {
        const Colours &colours = m_theme->colours();
        painter->fillRect(option.rect, isChosen ? colours.selectionInactive : colours.hover);
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(3, option.rect.height())), m_theme->colours().accent);
    }
    QTreeView::drawRow(painter, option, index);
}

} // namespace console
