#pragma once

#include "ui/models/palettemodel.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLineEdit;
class QListView;

namespace console {

class Panel;
class Theme;
class ThemedLabel;

/// The palette over its window: a field, and below it what was found. The focus stays in the field; Up, Down
/// and the page keys walk through the list. Closes when the focus goes elsewhere. Runs nothing itself. GUI
/// thread.
class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    /// Everything that may be meant by a query; asked for each one anew.
    using Candidates = std::function<QList<PaletteEntry>(const QString &query)>;

    CommandPalette(const Theme *theme, QWidget *window);

    /// @param recent  keys of entries that were used lately, latest first
    /// @param isSearching  whether more may be found for the latest query: refresh() follows
    void popUp(
        const Candidates &candidates, const QStringList &recent, const std::function<bool()> &isSearching);
    QLineEdit *field() const { return m_field; }
    QListView *list() const { return m_list; }

public slots:
    void dismiss();
    /// More was found for the query: what the user went to stays current, else the first entry is.
    void refresh();

signals:
    /// It has closed. @param composes  the user wants to look at the request first
    void chosen(const console::PaletteEntry &entry, bool composes);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *makeFoot();
    void showHints(int row);
    void search(const QString &query);
    void showFound(const QString &query);
    int rowOf(const std::optional<PaletteEntry> &wanted) const;
    QString nothingText() const;
    void place();
    bool takeKey(int key);
    void moveBy(int rows);
    void setCurrent(int row);
    void choose(const QModelIndex &index, bool composes);
    void followFocus(const QWidget *now);

    const Theme *m_theme;
    PaletteModel m_model;
    Candidates m_candidates;
    std::function<bool()> m_isSearching;
    QStringList m_recent;
    QPointer<QWidget> m_focusBefore;
    Panel *m_panel;
    QLineEdit *m_field;
    QListView *m_list;
    ThemedLabel *m_nothing;
    ThemedLabel *m_enterHint;
    ThemedLabel *m_tabHint;
    bool m_isChosen = false; ///< the user went to what is current
};

} // namespace console
