#pragma once

#include "ui/models/findingsmodel.h"
#include "ui/models/navigator.h"

#include <QWidget>

namespace console {

class PaneButton;
class PaneTable;
class Theme;
class ThemedLabel;

/// The findings of a session as a table: Enter or a double click goes to the last message of one, its menu to
/// the first, to all of them by a filter, and ignores it. GUI thread.
class ProblemsPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane.
    ProblemsPane(FindingsModel *model, const MessageLog *log, Navigator *navigator, const Theme *theme,
        QWidget *parent = nullptr);

    PaneTable *table() const { return m_table; }
    QString title() const; ///< "Problems 3", for a tab; during a pause "Problems 3, 2 new"

public slots:
    void goToFirst(); ///< of the selected finding; nothing happens where it is no longer in memory
    void goToLast();
    void showOnlyThese();
    void toggleIgnored();
    void copyRow() const;
    void selectRule(console::FindingRule rule); ///< the first finding of it, if there is one

signals:
    void titleChanged(const QString &title);
    /// Requests and responses are not among the events: they are to be filtered where they are shown.
    void exchangesRequested(const console::FilterExpression &filter);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildTable();
    void buildFoot();
    void tell();
    void showRemark();
    QString remark() const;
    void showMenu(const QPoint &position);
    void go(MessageId message);
    const Finding *selected() const;

    FindingsModel *m_model;
    const MessageLog *m_log;
    Navigator *m_navigator;
    const Theme *m_theme;
    PaneTable *m_table;
    QWidget *m_foot; ///< what is not in the table
    ThemedLabel *m_remark;
    PaneButton *m_show; ///< what is ignored, or not any more
};

} // namespace console
