#include "ui/widgets/commandspane.h"

#include "ui/models/commandlistmodel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Groups in the interface font, commands in the fixed one, all rows 24 high.
class CommandDelegate : public QStyledItemDelegate
{
public:
    CommandDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, qRound(24 * Theme::scale())};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool isGroup = !index.parent().isValid();
        option->font = isGroup ? Theme::font(TextSize::Dense, QFont::DemiBold) : Theme::fixedFont();
        if (isGroup)
            option->palette.setColor(QPalette::Text, m_theme->colours().text2);
    }

private:
    const Theme *m_theme;
};

} // namespace

CommandsPane::CommandsPane(CommandListModel *model, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_search(new QLineEdit), m_tree(new QTreeView),
      m_nothing(new ThemedLabel(theme, TextSize::Dense, &Colours::text2))
{
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(12, 6, 12, 6);
    m_nothing->hide();
    m_search->setPlaceholderText(tr("Find a command"));
    m_search->setAccessibleName(tr("Find a command"));
    m_search->addAction(theme->icon(u"search"_s, &Colours::text2), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);

    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new CommandDelegate(theme, m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(12);
    m_tree->setAccessibleName(tr("Commands"));
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->expandAll();
    m_search->installEventFilter(this);

    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(8, 8, 8, 6);
    searchRow->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(searchRow);
    column->addWidget(m_nothing);
    column->addWidget(m_tree);

    const auto choose = [this](const QModelIndex &index) {
        const QString name = index.data(CommandListModel::NameRole).toString();
        if (!name.isEmpty())
            emit commandChosen(name);
    };
    connect(m_tree, &QTreeView::clicked, this, choose);
    connect(m_tree, &QTreeView::activated, this, choose);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        m_tree->expandAll();
        m_nothing->setText(tr("No command matches “%1”.").arg(text));
        m_nothing->setVisible(m_model->rowCount() == 0);
        setCurrent(m_current);
    });
    connect(m_search, &QLineEdit::returnPressed, this,
        [this, choose] { choose(m_model->index(0, 0, m_model->index(0, 0))); });
}

/// Down leads from the search into what it found.
bool CommandsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        m_tree->setFocus(Qt::OtherFocusReason);
        m_tree->setCurrentIndex(m_model->index(0, 0, m_model->index(0, 0)));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CommandsPane::setCurrent(const QString &command)
{
    m_current = command;
    m_tree->setCurrentIndex(m_model->indexOf(command));
}

} // namespace console
