#include "ui/widgets/connectionlogpane.h"

#include "ui/widgets/eventdelegate.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

ConnectionLogPane::ConnectionLogPane(
    MessageTableModel *model, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_navigator(navigator), m_table(new PaneTable(this))
{
    model->setKinds({MessageKind::Note});
    m_table->setAccessibleName(tr("Connection log"));
    m_table->setTheme(theme);
    m_table->setModel(model);
    m_table->setItemDelegate(new EventDelegate(theme, m_table));
    for (int column = 0; column < MessageTableModel::Details; ++column)
        m_table->setColumnHidden(column, column != MessageTableModel::Time);
    const QFontMetrics fixed(Theme::fixedFont());
    m_table->setColumnWidth(MessageTableModel::Time, fixed.horizontalAdvance(u"Mon 00:00:00.000"_s) + 20);
    m_table->setEmptyText(tr("Nothing noted yet. Connecting, closing and gaps are told here."));
    m_table->setTailFollowed(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    connect(
        m_table, &PaneTable::rowChosen, this, [this](int row) { m_navigator->select(m_model->idAt(row)); });
    connect(m_table, &PaneTable::leftTail, this, [this] { m_table->setTailFollowed(false); });
    connect(navigator, &Navigator::followingChanged, this, [this](bool following) {
        if (following)
            m_table->setTailFollowed(true);
    });
    const auto show = [this](MessageId message) { m_table->showRow(message ? m_model->rowOf(message) : -1); };
    connect(navigator, &Navigator::currentChanged, this, show);
    connect(navigator, &Navigator::currentChosenAgain, this, show);
}

void ConnectionLogPane::copyRow() const
{
    const QModelIndex row = m_table->currentIndex();
    if (!row.isValid())
        return;
    const auto cell = [&row](
                          int column) { return row.siblingAtColumn(column).data(Qt::EditRole).toString(); };
    QStringList cells{cell(MessageTableModel::Time), cell(MessageTableModel::Details)};
    if (row.data(MessageTableModel::GapRole).toBool())
        cells.insert(1, cell(MessageTableModel::Event));
    QApplication::clipboard()->setText(cells.join(u'\t'));
}

} // namespace console
