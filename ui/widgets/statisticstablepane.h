#pragma once

#include "ui/models/statisticstable.h"

#include <QWidget>

namespace console {

class ChoiceButton;
class PaneHeader;
class PaneTable;
class Theme;

/// A table of statistics under a header that says what it is and offers others like it. GUI thread.
class StatisticsTablePane : public QWidget
{
    Q_OBJECT
public:
    /// @param titles  of the tables that can be shown  @param choices  the same in a word each
    StatisticsTablePane(
        const Theme *theme, const QStringList &titles, const QStringList &choices, QWidget *parent = nullptr);

    int current() const; ///< index of the table that is shown
    PaneTable *table() const { return m_table; }
    /// @param scope  of which time it is, in words
    void setSheet(const StatisticsSheet &sheet, const QString &scope);

public slots:
    void copy(); ///< all of the table, to the clipboard

signals:
    void currentChanged(int index);
    void filterRequested(const console::StatisticsRow &row); ///< show only what it stands for

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();
    int stretchedColumn(int free) const;
    int wantedWidth(int column) const;
    bool isShare(int column) const;
    void showMenu(const QPoint &position);
    void chooseRow();

    const Theme *m_theme;
    QStringList m_titles;
    StatisticsTable *m_model;
    PaneHeader *m_header;
    ChoiceButton *m_choice;
    PaneTable *m_table;
};

} // namespace console
