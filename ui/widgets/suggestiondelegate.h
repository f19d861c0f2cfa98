#pragma once

#include <QStyledItemDelegate>

namespace console {

class Theme;

/// The look of what is offered while one types: what would be written, and a few words about it at the right.
class SuggestionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int DetailRole = Qt::UserRole + 1;

    SuggestionDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 24}; }

private:
    const Theme *m_theme;
};

} // namespace console
