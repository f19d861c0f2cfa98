#pragma once

#include <QStyledItemDelegate>

namespace console {

class Theme;

/// Paints the lines of the palette: titles of groups, and entries with what was found in them underlined and
/// strong. GUI thread.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PaletteDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static int rowHeight(); ///< pixels, of every line

private:
    void paintGroup(QPainter *painter, const QRect &rect, const QModelIndex &index) const;
    void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSign(QPainter *painter, const QRect &rect, const QModelIndex &index) const;
    int paintKeys(QPainter *painter, const QRect &rect, const QString &keys) const;
    int paintTitle(QPainter *painter, const QRect &rect, const QModelIndex &index) const;

    const Theme *m_theme;
};

} // namespace console
