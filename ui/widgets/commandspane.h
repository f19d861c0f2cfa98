#pragma once

#include <QWidget>

class QLineEdit;
class QTreeView;

namespace console {

class CommandListModel;
class Theme;
class ThemedLabel;

/// The commands of the catalogue at the left of the composer, with a search.
class CommandsPane : public QWidget
{
    Q_OBJECT
public:
    CommandsPane(CommandListModel *model, const Theme *theme, QWidget *parent = nullptr);

    void setCurrent(const QString &command); ///< marks it without choosing it
    QLineEdit *searchField() const { return m_search; }

signals:
    void commandChosen(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    CommandListModel *m_model;
    QLineEdit *m_search;
    QTreeView *m_tree;
    ThemedLabel *m_nothing; ///< says that the search found none
    QString m_current;
};

} // namespace console
