#include "ui/widgets/referencedialog.h"

#include "ui/widgets/pageview.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

constexpr int pageRole = Qt::UserRole;

static bool isLeaf(const QTreeWidgetItem *item)
{
    return item && item->data(0, pageRole).isValid();
}

ReferenceDialog::ReferenceDialog(const Catalogue &catalogue, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_pages(referencePages(catalogue)), m_search(new QLineEdit), m_tree(new QTreeWidget),
      m_page(new PageView(theme))
{
    setWindowTitle(tr("Commands, events and errors"));
    resize(940, 640);
    m_search->setPlaceholderText(tr("Find"));
    m_search->setAccessibleName(tr("Find in the reference"));
    m_search->addAction(theme->icon(u"search"_s, &Colours::text2), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_page->setAccessibleName(tr("Entry"));
    buildTree(theme);

    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->addWidget(buildLeft());
    splitter->addWidget(m_page);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({320, 620});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(splitter);

    connect(m_search, &QLineEdit::textChanged, this, &ReferenceDialog::showOnly);
    connect(m_search, &QLineEdit::returnPressed, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ReferenceDialog::showPageOf);
    showOnly({});
}

QWidget *ReferenceDialog::buildLeft()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(8, 8, 8, 6);
    searchRow->addWidget(m_search);
    column->addLayout(searchRow);
    column->addWidget(m_tree);
    return left;
}

void ReferenceDialog::buildTree(const Theme *theme)
{
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(12);
    m_tree->setAccessibleName(tr("Entries"));
    m_tree->setFont(Theme::fixedFont());
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        const ReferencePage &page = m_pages[i];
        QTreeWidgetItem *above = branch(m_tree->invisibleRootItem(), page.section);
        if (!page.group.isEmpty())
            above = branch(above, page.group);
        auto *item = new QTreeWidgetItem(above, {page.name});
        item->setData(0, pageRole, i);
        item->setSizeHint(0, {0, qRound(24 * Theme::scale())});
        item->setToolTip(0, page.label);
    }
    const auto colour = [this, theme] {
        for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::HasChildren); *it; ++it)
            (*it)->setForeground(0, theme->colours().text2);
    };
    connect(theme, &Theme::changed, this, colour);
    colour();
}

/// The branch of that title below `parent`, made when it is needed first.
QTreeWidgetItem *ReferenceDialog::branch(QTreeWidgetItem *parent, const QString &title)
{
    for (int i = parent->childCount() - 1; i >= 0; --i)
        if (parent->child(i)->text(0) == title && !isLeaf(parent->child(i)))
            return parent->child(i);
    auto *item = new QTreeWidgetItem(parent, {title});
    item->setFlags(Qt::ItemIsEnabled);
    item->setFont(0, Theme::font(TextSize::Dense, QFont::DemiBold));
    item->setSizeHint(0, {0, qRound(24 * Theme::scale())});
    return item;
}

/// A branch is shown while something in it is; the first entry found is opened.
void ReferenceDialog::showOnly(const QString &search)
{
    for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::HasChildren); *it; ++it)
        (*it)->setHidden(true);
    QTreeWidgetItem *first = nullptr;
    for (QTreeWidgetItemIterator it(m_tree, QTreeWidgetItemIterator::NoChildren); *it; ++it) {
        const ReferencePage &page = m_pages[(*it)->data(0, pageRole).toInt()];
        (*it)->setHidden(!page.matches(search));
        if ((*it)->isHidden())
            continue;
        first = first ? first : *it;
        for (QTreeWidgetItem *above = (*it)->parent(); above; above = above->parent())
            above->setHidden(false);
    }
    m_tree->expandAll();
    m_tree->setCurrentItem(first);
    if (!first)
        m_page->setPage(u"<p class=\"quiet\">%1</p>"_s.arg(tr("Nothing is found.").toHtmlEscaped()));
}

void ReferenceDialog::showPageOf(const QTreeWidgetItem *item)
{
    if (isLeaf(item))
        m_page->setPage(m_pages[item->data(0, pageRole).toInt()].html);
}

} // namespace console
