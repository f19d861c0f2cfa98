#pragma once

#include "ui/models/navigator.h"

#include <QStyledItemDelegate>

namespace console {

class Theme;

/// Paints rooms with their counts and people with their ids at the right.
class RoomTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    RoomTreeDelegate(const Navigator *navigator, const Theme *theme, QObject *parent = nullptr);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    void paintRoom(QPainter *painter, QRect rect, const QModelIndex &index, const QColor &faint) const;
    int paintStates(QPainter *painter, const QRect &rect, const QModelIndex &index) const;
    void paintPerson(QPainter *painter, QRect rect, const QModelIndex &index, const QColor &faint) const;

    const Navigator *m_navigator;
    const Theme *m_theme;
};

} // namespace console
