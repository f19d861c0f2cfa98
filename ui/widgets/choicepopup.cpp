#include "ui/widgets/choicepopup.h"

#include "ui/models/numbers.h"
#include "ui/widgets/themedlabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int countRole = Qt::UserRole + 1;
constexpr int rowHeight = 24;

/// The usual check box and label, and the count at the right.
class ChoiceDelegate : public QStyledItemDelegate
{
public:
    ChoiceDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem left = option;
        const QString count = index.data(countRole).toString();
        const int width = option.fontMetrics.horizontalAdvance(count) + 12;
        if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme->colours().hover);
        left.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
        left.rect.adjust(4, 0, -width, 0);
        QStyledItemDelegate::paint(painter, left, index);
        painter->setPen(m_theme->colours().text2);
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, count);
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, rowHeight};
    }

private:
    const Theme *m_theme;
};

} // namespace

ChoicePopup::ChoicePopup(
    const Theme *theme, const QList<FilterChoice> &choices, const QSet<QByteArray> &ticked, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_theme(theme), m_choices(choices), m_ticked(ticked),
      m_search(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_more(new ThemedLabel(theme, TextSize::Caption, &Colours::text2, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(4);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_more);
    m_search->setPlaceholderText(tr("Type to narrow"));
    m_search->setVisible(choices.size() > shownAtOnce);
    m_search->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFont(Theme::font(TextSize::Dense));
    m_list->setItemDelegate(new ChoiceDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Choices"));
    fill();
    connect(m_search, &QLineEdit::textChanged, this, &ChoicePopup::fill);
    connect(m_list, &QListWidget::itemChanged, this, &ChoicePopup::takeTick);
    connect(m_list, &QListWidget::itemClicked, this, [](QListWidgetItem *item) { item->setSelected(false); });
}

void ChoicePopup::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QString wanted = m_search->text();
    QList<FilterChoice> fitting;
    for (const FilterChoice &choice : std::as_const(m_choices)) {
        if (choice.label.contains(wanted, Qt::CaseInsensitive)
            || QString::fromUtf8(choice.id).contains(wanted, Qt::CaseInsensitive))
            fitting += choice;
    }
    std::stable_partition(
        fitting.begin(), fitting.end(), [this](const FilterChoice &it) { return m_ticked.contains(it.id); });
    for (const FilterChoice &choice : fitting.first(std::min<qsizetype>(shownAtOnce, fitting.size())))
        addItem(choice);
    const qsizetype more = fitting.size() - m_list->count();
    m_more->setText(m_list->count() == 0 ? tr("Nothing seen yet")
                                         : tr("%1 more, type to narrow").arg(groupedNumber(more)));
    m_more->setVisible(more > 0 || m_list->count() == 0);
    m_list->setFixedHeight(std::clamp(m_list->count(), 1, shownAtOnce) * rowHeight + 2);
}

void ChoicePopup::addItem(const FilterChoice &choice)
{
    auto *item = new QListWidgetItem(choice.label, m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
    item->setCheckState(m_ticked.contains(choice.id) ? Qt::Checked : Qt::Unchecked);
    item->setData(idRole, choice.id);
    item->setData(countRole, groupedNumber(qint64(choice.count)));
}

void ChoicePopup::takeTick(QListWidgetItem *item)
{
    const QByteArray id = item->data(idRole).toByteArray();
    if (item->checkState() == Qt::Checked)
        m_ticked.insert(id);
    else
        m_ticked.remove(id);
    emit ticked(m_ticked);
}

void ChoicePopup::popUpBelow(const QWidget *button)
{
    setFixedWidth(280);
    adjustSize();
    QPoint place = button->mapToGlobal(QPoint(0, button->height() + 2));
    const QRect space = button->screen()->availableGeometry();
    place.setX(std::clamp(place.x(), space.left(), std::max(space.left(), space.right() - width())));
    place.setY(std::clamp(place.y(), space.top(), std::max(space.top(), space.bottom() - height())));
    move(place);
    show();
    m_search->isVisible() ? m_search->setFocus() : m_list->setFocus();
}

void ChoicePopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colours().base);
    painter.setPen(m_theme->colours().line2);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool ChoicePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down)
        m_list->setFocus();
    return QFrame::eventFilter(watched, event);
}

} // namespace console
