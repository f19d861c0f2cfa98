#include "ui/widgets/profilelist.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int addressRole = Qt::UserRole;
constexpr int rowHeight = 44;

class Delegate : public QStyledItemDelegate
{
public:
    Delegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {120, qRound(rowHeight * Theme::scale())};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colours &c = m_theme->colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool active =
            option.state.testFlag(QStyle::State_Active) && option.state.testFlag(QStyle::State_HasFocus);
        const QRect rect = option.rect;
        if (selected) {
            painter->fillRect(rect, active ? c.selection : c.selectionInactive);
            painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), c.accent);
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(rect, c.hover);
        }
        const QRect text = rect.adjusted(12, 6, -10, -6);
        const auto line = [&](Qt::Alignment place, const QFont &font, const QColor &colour,
                              const QString &words) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(text, int(place | Qt::AlignLeft) | Qt::TextSingleLine,
                painter->fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
        };
        line(Qt::AlignTop, Theme::font(TextSize::Body, QFont::Medium), c.text, index.data().toString());
        line(Qt::AlignBottom, Theme::font(TextSize::Caption), selected ? c.text2 : c.text3,
            index.data(addressRole).toString());
    }

private:
    const Theme *m_theme;
};

} // namespace

ProfileList::ProfileList(const Theme *theme, QWidget *parent) : QListWidget(parent)
{
    setItemDelegate(new Delegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setBackgroundRole(QPalette::Light);
    viewport()->setBackgroundRole(QPalette::Light);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(u"Saved connections"_s);
}

void ProfileList::setEntry(int row, const QString &name, const QString &address)
{
    while (count() <= row)
        addItem(QString());
    item(row)->setText(name);
    item(row)->setData(addressRole, QString(address).remove(u"wss://"_s));
    item(row)->setData(Qt::AccessibleDescriptionRole, address);
}

} // namespace console
