#include "ui/widgets/profilelist.h"

#include "ui/models/numbers.h"
#include "ui/models/profiletext.h"
#include "ui/models/text.h"
#include "ui/widgets/colourband.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace console {

using namespace Qt::StringLiterals;

namespace {

enum Role { IdRole = Qt::UserRole, AddressRole, ColourRoleOfItem, MonitorOnlyRole };
constexpr int rowHeight = 44;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

class Delegate : public QStyledItemDelegate
{
public:
    Delegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {120, scaled(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colours &c = m_theme->colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        paintBack(painter, option);
        const QRect text = option.rect.adjusted(12, 6, -10, -6);
        const auto line = [&](const QRect &where, Qt::Alignment place, const QFont &font,
                              const QColor &colour, const QString &words) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(where, int(place | Qt::AlignLeft) | Qt::TextSingleLine,
                painter->fontMetrics().elidedText(visibleText(words), Qt::ElideRight, where.width()));
        };
        const QRect name = text.adjusted(0, 0, -paintMarks(painter, text, index), 0);
        line(name, Qt::AlignTop, Theme::font(TextSize::Body, QFont::Medium), c.text, index.data().toString());
        line(text, Qt::AlignBottom, Theme::font(TextSize::Caption), selected ? c.text2 : c.text3,
            index.data(AddressRole).toString());
    }

private:
    void paintBack(QPainter *painter, const QStyleOptionViewItem &option) const
    {
        const Colours &c = m_theme->colours();
        const QRect rect = option.rect;
        const bool active =
            option.state.testFlag(QStyle::State_Active) && option.state.testFlag(QStyle::State_HasFocus);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(rect, active ? c.selection : c.selectionInactive);
            painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), c.accent);
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(rect, c.hover);
        }
    }

    /// At the right of the name; answers how much room they take.
    int paintMarks(QPainter *painter, const QRect &text, const QModelIndex &index) const
    {
        const auto band = ColourBand(index.data(ColourRoleOfItem).toInt());
        const qreal middle = text.top() + QFontMetrics(Theme::font()).height() / 2.0;
        int right = text.right() + 1;
        if (band != ColourBand::None) {
            right -= scaled(16);
            paintBandMark(painter, *m_theme, band, QRectF(right, middle - scaled(3), scaled(16), scaled(6)));
            right -= 6;
        }
        if (index.data(MonitorOnlyRole).toBool()) {
            right -= scaled(14);
            m_theme->drawIcon(
                painter, u"lock"_s, m_theme->colours().text2, {right + scaled(14) / 2.0, middle}, scaled(14));
            right -= 6;
        }
        return text.right() + 1 - right;
    }

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
    connect(this, &QListWidget::currentRowChanged, this, [this] { emit chosenChanged(chosen()); });
}

int ProfileList::rowOf(const QUuid &id) const
{
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(IdRole).toUuid() == id)
            return row;
    return -1;
}

int ProfileList::placeFor(const QString &name) const
{
    const QByteArray folded = name.toCaseFolded().toUtf8();
    int row = 0;
    while (row < count() && compareNaturally(item(row)->text().toCaseFolded().toUtf8(), folded) <= 0)
        ++row;
    return row;
}

void ProfileList::setEntry(const ProfileEntry &entry)
{
    const int row = rowOf(entry.id);
    QListWidgetItem *line = row < 0 ? new QListWidgetItem : item(row);
    line->setText(entry.name);
    line->setData(IdRole, entry.id);
    line->setData(AddressRole, QString(entry.address).remove(u"wss://"_s));
    line->setData(ColourRoleOfItem, int(entry.colour));
    line->setData(MonitorOnlyRole, entry.monitorOnly);
    Profile marks;
    marks.colour = entry.colour;
    marks.monitorOnly = entry.monitorOnly;
    const QStringList description{entry.address, markText(marks)};
    line->setData(Qt::AccessibleDescriptionRole, description.join(u", "_s));
    if (row < 0)
        insertItem(placeFor(entry.name), line);
}

void ProfileList::removeEntry(const QUuid &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    delete takeItem(row);
    chooseShown();
}

QUuid ProfileList::chosen() const
{
    return currentItem() ? currentItem()->data(IdRole).toUuid() : QUuid();
}

void ProfileList::choose(const QUuid &id)
{
    setCurrentRow(rowOf(id));
}

void ProfileList::filter(const QString &text)
{
    m_filter = text;
    for (int row = 0; row < count(); ++row)
        item(row)->setHidden(!item(row)->text().contains(text, Qt::CaseInsensitive)
            && !item(row)->data(AddressRole).toString().contains(text, Qt::CaseInsensitive));
    chooseShown();
}

/// The connection on show is one that can be seen in the list, as long as there is one.
void ProfileList::chooseShown()
{
    if (currentItem() && !currentItem()->isHidden())
        return;
    for (int row = 0; row < count(); ++row)
        if (!item(row)->isHidden())
            return setCurrentRow(row);
}

} // namespace console
