#pragma once

#include "lib/filter/filtercompletion.h"
#include "ui/models/filterchoices.h"
#include "ui/models/navigator.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace console {

class FilterInput;
class FilterLibrary;
class PaneButton;
class Theme;

/// What is filtered for, as chips that can be taken away, and in the filter language; chips read and write
/// the same expression. Speaks to the navigator only. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the bar; `directory` may be null.
    FilterBar(const MessageLog *log, const RoomDirectory *directory, Navigator *navigator, const Theme *theme,
        QWidget *parent = nullptr);

    /// Chips behind one "n filters" button.
    void setNarrow(bool narrow);
    /// Saved filters are offered from then on. Must outlive the bar.
    void setLibrary(FilterLibrary *library);
    FilterInput *field() const { return m_field; }
    int activeCount() const; ///< conditions in force
    void renewRemark(); ///< soon: messages have come

signals:
    void left(); ///< the focus should go to what is filtered

private:
    struct Chip
    {
        FilterSubject subject;
        PaneButton *button;
    };
    void addChip(FilterSubject subject);
    void addTimeChip();
    void addNarrowButton();
    void addField();
    void addHighlightButton();
    void addSavedButton();
    void openSaved(const QWidget *below);
    void showFilter(const FilterExpression &filter);
    void showChips(const FilterExpression &filter);
    QString remarkOn(const FilterExpression &filter) const;
    void showChip(const Chip &chip, const FilterExpression &filter);
    QList<FilterSuggestion> valuesOf(FilterKey field);
    void openChoices(FilterSubject subject, const QWidget *button);
    void openNarrowMenu();
    void clear(FilterSubject subject);
    void adopt(FilterSubject subject, const QSet<QByteArray> &ids);
    QString title(FilterSubject subject) const;

    const MessageLog *m_log;
    const RoomDirectory *m_directory;
    Navigator *m_navigator;
    const Theme *m_theme;
    QHBoxLayout *m_layout;
    QList<Chip> m_chips;
    PaneButton *m_time;
    PaneButton *m_all;
    FilterInput *m_field;
    PaneButton *m_saved;
    FilterLibrary *m_library = nullptr;
    PaneButton *m_highlight;
    QHash<FilterKey, QList<FilterSuggestion>> m_values; ///< counted lately
    QElapsedTimer m_valuesAge;
    QTimer m_renewal;
    bool m_narrow = false;
};

} // namespace console
