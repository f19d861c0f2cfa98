#include "ui/widgets/countsdialog.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560;
constexpr int sidePadding = 20;
constexpr int rowHeight = 24;
constexpr int cellPadding = 3; // of the style, left of a cell's text

enum Column { Label, Value, Remark, ColumnCount };

QStandardItem *makeItem(Qt::Alignment alignment)
{
    auto *item = new QStandardItem;
    item->setEditable(false);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

/// What stays the same keeps still: a screen reader would read it again.
void setText(QStandardItem *item, const QString &text)
{
    if (item->text() != text)
        item->setText(text);
}

} // namespace

CountsDialog::CountsDialog(std::function<Reconciliation()> look, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_look(std::move(look)), m_theme(theme), m_rows(new QStandardItemModel(this))
{
    setWindowTitle(u"Counts"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(head());
    auto *sides = new QHBoxLayout;
    sides->setContentsMargins(sidePadding - cellPadding, 0, sidePadding, 8);
    sides->addWidget(table());
    page->addLayout(sides, 1);
    page->addWidget(foot());
    auto *copyKeys = new QShortcut(QKeySequence::Copy, this);
    connect(copyKeys, &QShortcut::activated, this, &CountsDialog::copy);
    connect(theme, &Theme::changed, this, [this] {
        makeRows(countRows(m_counts));
        refresh();
    });
    connect(&m_timer, &QTimer::timeout, this, &CountsDialog::refresh);
    m_timer.start(interval);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    refresh();
}

QWidget *CountsDialog::head()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(sidePadding, 16, sidePadding, 12);
    row->setSpacing(10);
    row->addWidget(m_icon = new IconLabel(m_theme, u"check-circle"_s, &Colours::ok, 20, box));
    row->addWidget(m_verdict = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::Heading, box), 1);
    m_verdict->setWeight(QFont::DemiBold);
    m_verdict->setElided(Qt::ElideRight);
    return box;
}

QWidget *CountsDialog::table()
{
    m_table = new QTableView(this);
    m_table->setModel(m_rows);
    m_table->setAccessibleName(u"Counts"_s);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(qRound(rowHeight * Theme::scale()));
    m_table->setFont(Theme::font(TextSize::Dense));
    return m_table;
}

QWidget *CountsDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    auto *copy = new QPushButton(m_theme->icon(u"copy"_s), u"&Copy as table"_s, box);
    copy->setAccessibleName(u"Copy as table"_s);
    auto *close = new QPushButton(u"Close"_s, box);
    m_said = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, box);
    row->addWidget(copy);
    row->addWidget(m_said, 1);
    row->addWidget(close);
    close->setDefault(true);
    close->setFocus(Qt::OtherFocusReason);
    connect(copy, &QPushButton::clicked, this, &CountsDialog::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return box;
}

void CountsDialog::refresh()
{
    m_counts = m_look();
    showVerdict();
    const QList<CountRow> rows = countRows(m_counts);
    if (rows.size() != m_rows->rowCount()) // a recording was begun
        makeRows(rows);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        setText(m_rows->item(int(i), Label), rows[i].label);
        setText(m_rows->item(int(i), Value), rows[i].value);
        setText(m_rows->item(int(i), Remark), rows[i].remark);
    }
}

void CountsDialog::showVerdict()
{
    const bool isEqual = verdictOf(m_counts).isEqual();
    m_icon->setIcon(isEqual ? u"check-circle"_s : u"warning"_s, isEqual ? &Colours::ok : &Colours::error);
    m_verdict->setText(verdictText(m_counts));
}

void CountsDialog::makeRows(const QList<CountRow> &rows)
{
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({u"Count"_s, u"Number"_s, u"Remark"_s}); // for screen readers
    for (const CountRow &row : rows) {
        QList<QStandardItem *> cells{
            makeItem(Qt::AlignLeft), makeItem(Qt::AlignRight), makeItem(Qt::AlignLeft)};
        cells[Remark]->setForeground(m_theme->colours().text2);
        if (row.value.isEmpty()) {
            cells[Label]->setFont(Theme::font(TextSize::Dense, QFont::DemiBold));
            for (QStandardItem *cell : cells)
                cell->setSelectable(false);
        }
        m_rows->appendRow(cells);
    }
    m_table->horizontalHeader()->setMinimumSectionSize(qRound(100 * Theme::scale()));
    m_table->setColumnWidth(Label, qRound(180 * Theme::scale()));
    m_table->setColumnWidth(Value, qRound(100 * Theme::scale()));
    const int height = int(rows.size()) * m_table->verticalHeader()->defaultSectionSize();
    m_table->setMinimumHeight(
        qMin(height, screen()->availableSize().height() - qRound(180 * Theme::scale())));
    m_table->horizontalHeader()->setStretchLastSection(true);
}

void CountsDialog::copy()
{
    QGuiApplication::clipboard()->setText(tableText(m_counts));
    m_said->setText(u"Copied."_s);
}

} // namespace console
