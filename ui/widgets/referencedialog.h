#pragma once

#include "ui/models/reference.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace console {

class PageView;
class Theme;

/// All commands, events, error codes and audio controls to search and read; the window goes on beside it.
class ReferenceDialog : public QDialog
{
    Q_OBJECT
public:
    ReferenceDialog(const Catalogue &catalogue, const Theme *theme, QWidget *parent = nullptr);

    QLineEdit *searchField() const { return m_search; }
    QTreeWidget *tree() const { return m_tree; }
    PageView *page() const { return m_page; }

private:
    void buildTree(const Theme *theme);
    QTreeWidgetItem *branch(QTreeWidgetItem *parent, const QString &title);
    QWidget *buildLeft();
    void showOnly(const QString &search);
    void showPageOf(const QTreeWidgetItem *item);

    QList<ReferencePage> m_pages;
    QLineEdit *m_search;
    QTreeWidget *m_tree;
    PageView *m_page;
};

} // namespace console
