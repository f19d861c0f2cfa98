#pragma once

#include <QStyledItemDelegate>

namespace console {

class Theme;

/// Paints one node of a message in one line: key, value in the colour of its kind, what it means, a tag.
class JsonTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 22; ///< pixels

    explicit JsonTreeDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    const Theme *m_theme;
};

} // namespace console
