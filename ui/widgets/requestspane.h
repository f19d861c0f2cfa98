#pragma once

#include "ui/models/exchangemodel.h"
#include "ui/models/navigator.h"

#include <QWidget>

namespace console {

class FilterInput;
class PaneButton;
class PaneHeader;
class PaneTable;
class Theme;

/// Requests and their responses as a table. Choosing one selects its response, or the request while there is
/// none. GUI thread.
class RequestsPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane.
    RequestsPane(ExchangeModel *model, const ExchangeLog *exchanges, const MessageLog *log,
        Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// Without it, where tabs say what the table is.
    void setHeaderShown(bool shown);
    PaneTable *table() const { return m_table; }
    /// "Requests and responses 42", for a tab; "2 of 42" where the others have left the memory.
    QString title() const;
    /// Filters for somebody else; the header stays until the filter goes.
    void showOnly(const FilterExpression &filter);

public slots:
    void focusFilter();
    void copyMessage(); ///< as received, or as sent while there is no answer
    void copyRow() const;

signals:
    void titleChanged(const QString &title);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildTable();
    void setColumnWidths();
    void fitColumns();
    void showCurrent();
    void showCount();
    QString countText() const;
    void showEmptyText();
    void openResults();
    void setExpression(const FilterExpression &expression);
    void setStates(const QSet<ExchangeState> &states, const QString &label);
    void choose(int row);
    void clearOrLeave();
    void showHeader();
    bool isFiltered() const;

    ExchangeModel *m_model;
    const ExchangeLog *m_exchanges;
    const MessageLog *m_log;
    Navigator *m_navigator;
    const Theme *m_theme;
    PaneHeader *m_header;
    bool m_isHeaderShown = true; ///< also without a filter
    PaneButton *m_results;
    FilterInput *m_field;
    PaneTable *m_table;
};

} // namespace console
