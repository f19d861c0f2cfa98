// The message as a tree in the inspector: what is open of it, where its cursor is, and how one goes on at its
// ends.
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/jsontreedelegate.h"
#include "ui/widgets/panetabs.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>

namespace console {

constexpr int smallContainer = 100; ///< children that are shown at once
constexpr int shortTree = 9; ///< rows that are shown without scrolling
constexpr int spareHeight = 6; // pixels, below the last row

void InspectorPane::setUpTree()
{
    m_tree->setModel(&m_treeModel);
    m_tree->setItemDelegate(new JsonTreeDelegate(m_theme, m_tree));
    m_tree->setAccessibleName(tr("Message as a tree"));
    m_tree->setHeaderHidden(true);
    m_tree->setColumnHidden(JsonTreeModel::ValueColumn, true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->viewport()->setBackgroundRole(QPalette::Window);
    m_tree->viewport()->setAutoFillBackground(false);
    connect(&m_treeModel, &JsonTreeModel::arrived, this, &InspectorPane::showTreeState);
    connect(m_tree, &QTreeView::expanded, this, &InspectorPane::fitPage);
    connect(m_tree, &QTreeView::collapsed, this, &InspectorPane::fitPage);
    connect(m_tree, &QTreeView::activated, this, &InspectorPane::goOn);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(JsonTreeModel::IsMoreRole).toBool())
            goOn(index);
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &InspectorPane::showTreeMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &InspectorPane::keepCursor);
}

void InspectorPane::showTree(MessageId message)
{
    const MessageRecord &record = m_log->record(message);
    const bool isFree = record.kind == MessageKind::Other || m_inspection.type == EventType::Custom;
    m_treeModel.setMessage(m_log->text(message).toByteArray(), !isFree || m_inspection.isExchange, message);
    showTreeState();
}

/// Also when a large message has been read; until then there is nothing to say.
void InspectorPane::showTreeState()
{
    const bool hasTree = m_treeModel.rowCount() > 0 || m_treeModel.isReading();
    const bool isNote = m_inspection.kind == MessageKind::Note;
    m_remark->setText(hasTree || isNote || !m_treeModel.remark().isEmpty()
            ? m_treeModel.remark()
            : tr("There is no tree. See it as received."));
    m_remark->setVisible(!m_remark->text().isEmpty());
    expandSmall();
    restoreCursor();
    fitPage();
}

/// A short tree is as high as its rows, so that what follows it is seen too; all else takes the room there
/// is.
void InspectorPane::fitPage()
{
    int rows = 0;
    constexpr int rowHeight = JsonTreeDelegate::rowHeight;
    for (QModelIndex index = m_treeModel.index(0, 0); index.isValid() && rows <= shortTree;
         index = m_tree->indexBelow(index))
        ++rows;
    const bool fits = m_pages->currentWidget() == m_tree && rows > 0 && rows <= shortTree;
    m_pages->setMinimumHeight((fits ? rows : shortTree) * rowHeight + spareHeight);
    m_pages->setMaximumHeight(fits ? m_pages->minimumHeight() : QWIDGETSIZE_MAX);
}

/// Where the tree ends for now: at the end of a page, or where it is too deep.
void InspectorPane::goOn(const QModelIndex &index)
{
    if (index.data(JsonTreeModel::IsMoreRole).toBool()) {
        const QModelIndex above = index.parent();
        const int row = index.row();
        m_treeModel.showMore(index);
        m_tree->setCurrentIndex(m_treeModel.index(row, 0, above));
    } else if (index.data(JsonTreeModel::IsDeepRole).toBool())
        m_tabs->setCurrentIndex(m_tabs->count() - 1);
}

/// Opens what fits; what is long or deep waits for a click.
void InspectorPane::expandSmall()
{
    for (int row = 0; row < std::min(m_treeModel.rowCount(), smallContainer); ++row) {
        const QModelIndex child = m_treeModel.index(row, 0);
        const int count = m_treeModel.rowCount(child);
        if (count == 0 || count > smallContainer)
            continue;
        m_tree->expand(child);
        for (int inner = 0; inner < count; ++inner) {
            const QModelIndex grandchild = m_treeModel.index(inner, 0, child);
            if (m_treeModel.rowCount(grandchild) <= smallContainer / 4)
                m_tree->expand(grandchild);
        }
    }
}

/// A tree that is filled anew has no cursor; nobody took it away.
void InspectorPane::keepCursor(const QModelIndex &index)
{
    if (index.isValid())
        m_path = m_treeModel.path(index);
}

void InspectorPane::restoreCursor()
{
    const QModelIndex index = m_treeModel.indexAt(m_path);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

QStringList InspectorPane::valuePath() const
{
    const QModelIndex index = m_tree->currentIndex();
    return m_treeModel.isScalar(index) ? m_treeModel.path(index) : QStringList();
}

void InspectorPane::copyPath() const
{
    if (m_tree->currentIndex().isValid())
        QApplication::clipboard()->setText(pathText(m_treeModel.path(m_tree->currentIndex())));
}

void InspectorPane::showTreeMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex index = m_tree->indexAt(position);
    if (index.isValid()) {
        const QByteArray value = m_treeModel.rawValue(index);
        menu->addAction(tr("Copy value"), this,
            [value] { QApplication::clipboard()->setText(QString::fromUtf8(value)); });
        menu->addAction(tr("Copy path"), this, &InspectorPane::copyPath);
    }
    menu->addAction(tr("Copy message"), this, &InspectorPane::copyMessage);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace console
