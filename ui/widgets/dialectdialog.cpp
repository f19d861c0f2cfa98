#include "ui/widgets/dialectdialog.h"

#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 860;
constexpr int sidePadding = 20;
constexpr int rowHeight = 24;

} // namespace

DialectDialog::DialectDialog(const FindingLog *findings, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_findings(findings), m_theme(theme), m_model(new QStandardItemModel(this))
{
    setWindowTitle(tr("Server dialect"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    makeTable();
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(head());
    auto *sides = new QHBoxLayout;
    sides->setContentsMargins(sidePadding, 0, sidePadding, 12);
    sides->addWidget(m_table);
    page->addLayout(sides, 1);
    page->addWidget(foot());
    const auto *copyKeys = new QShortcut(QKeySequence::Copy, this);
    connect(copyKeys, &QShortcut::activated, this, &DialectDialog::copy);
    connect(findings, &FindingLog::judged, this, &DialectDialog::refresh);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    refresh();
}

QWidget *DialectDialog::head()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(sidePadding, 16, sidePadding, 12);
    auto *title = new ThemedLabel(m_theme, tr("How this server writes what the protocol leaves open"),
        &Colours::text, TextSize::Heading, box);
    title->setWeight(QFont::DemiBold);
    column->addWidget(title);
    column->addWidget(new ThemedLabel(m_theme,
        tr("Seen in its messages; saved with the connection. A change is listed under Problems."),
        &Colours::text2, TextSize::Dense, box));
    return box;
}

void DialectDialog::makeTable()
{
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Server dialect"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(qRound(rowHeight * Theme::scale()));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setFont(Theme::font(TextSize::Dense));
    m_table->setMinimumHeight(qRound(8 * rowHeight * Theme::scale()));
    connect(m_table, &QAbstractItemView::activated, this, &DialectDialog::goToMessage);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &DialectDialog::enableGo);
}

QWidget *DialectDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(sidePadding, 12, 16, 12);
    row->setSpacing(8);
    auto *copyTable = new QPushButton(m_theme->icon(u"copy"_s), tr("&Copy as table"), box);
    m_go = new QPushButton(tr("&Go to message"), box);
    auto *close = new QPushButton(tr("Close"), box);
    row->addWidget(copyTable);
    row->addStretch(1);
    row->addWidget(m_go);
    row->addWidget(close);
    close->setDefault(true);
    connect(copyTable, &QPushButton::clicked, this, &DialectDialog::copy);
    connect(m_go, &QPushButton::clicked, this, &DialectDialog::goToMessage);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return box;
}

/// Cells that stay the same keep still: a screen reader would read them again.
void DialectDialog::refresh()
{
    m_rows = dialectRows(m_findings->dialect());
    m_model->setRowCount(int(m_rows.size()));
    m_model->setColumnCount(4);
    m_model->setHorizontalHeaderLabels({tr("Open point"), tr("Written"), tr("Seen"), tr("Remark")});
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const DialectRow &shown = m_rows[row];
        int column = 0;
        for (const QString &text : {shown.point, shown.written, shown.evidence, shown.remark}) {
            const QModelIndex cell = m_model->index(row, column++);
            if (cell.data().toString() != text)
                m_model->setData(cell, text);
        }
    }
    enableGo();
}

void DialectDialog::enableGo()
{
    const int row = m_table->currentIndex().row();
    m_go->setEnabled(row >= 0 && row < m_rows.size() && m_rows[row].message);
}

void DialectDialog::goToMessage()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0 && row < m_rows.size() && m_rows[row].message)
        emit messageRequested(m_rows[row].message);
}

void DialectDialog::copy() const
{
    QGuiApplication::clipboard()->setText(tableText(m_rows));
}

} // namespace console
