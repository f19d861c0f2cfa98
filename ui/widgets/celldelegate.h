#pragma once

#include <QStyledItemDelegate>

namespace console {

class PaneTable;
class Theme;

/// How a row stands among the others.
enum class RowLook { Plain, Hovered, Linked, Selected };

/// What all tables of panes share: the background and the bar of a row, and text of a server in a cell, with
/// its hidden characters in boxes. Cells are painted by those who derive from it.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

    /// Does something of its own happen to who presses there, instead of choosing the row?
    /// @param cell  the place of the index
    virtual bool isLinkAt(const QModelIndex &, const QRect & /*cell*/, QPoint) const { return false; }

protected:
    static constexpr int padding = 8;
    static constexpr int barWidth = 3;
    static constexpr int signWidth = 20;

    /// A pen on paper: writes pieces of one cell from the left, each elided to the room that is left.
    class Cell
    {
    public:
        Cell(QPainter *painter, const Theme *theme, const QRect &rect, RowLook look);

        const Theme &theme() const { return *m_theme; }
        QPainter *painter() const { return m_painter; }
        QRect rect() const { return m_rect; } ///< what is free of it
        RowLook look() const { return m_look; } ///< of its row
        QColor text() const;
        QColor text2() const;
        QColor text3() const; ///< becomes text2 on rows that are tinted
        QPointF signPlace(); ///< centre of a sign of 14; the text goes on behind it
        QPointF edgePlace() const; ///< centre of a mark of 12 at the left edge, beside the text
        void skip(int width) { m_rect.setLeft(m_rect.left() + width); }
        void write(const QString &text, const QFont &font, const QColor &colour,
            Qt::TextElideMode mode = Qt::ElideRight);
        void writeRight(const QString &text, const QFont &font, const QColor &colour);

    private:
        void writeWithBoxes(const QString &text, const QFont &font, const QColor &colour);

        QPainter *m_painter;
        const Theme *m_theme;
        QRect m_rect;
        RowLook m_look;
    };
    virtual void paintCell(Cell &cell, const QModelIndex &index) const = 0;
    /// A background of its own, unless the row is selected, linked or hovered; invalid: none.
    virtual QColor rowTint(const QModelIndex &) const { return {}; }
    /// Is the row one statement across all columns?
    virtual bool isWhole(const QModelIndex &) const { return false; }
    /// Paints all of such a row; what lies outside of the cell at hand is cut off.
    virtual void paintRow(QPainter *, const PaneTable &, const QRect &, RowLook, const QModelIndex &) const {
    }
    const Theme *theme() const { return m_theme; }

private:
    const Theme *m_theme;
};

} // namespace console
