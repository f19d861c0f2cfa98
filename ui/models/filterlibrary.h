#pragma once

#include "lib/filter/savedfilters.h"

#include <QObject>

namespace console {

/// The user's saved filters and colour rules: each change is written to their file at once. What another
/// window wrote is noticed when it is asked to look. GUI thread; the file is small.
class FilterLibrary : public QObject
{
    Q_OBJECT
public:
    explicit FilterLibrary(const QString &path = SavedFilters::defaultPath(), QObject *parent = nullptr);

    const QList<SavedFilter> &filters() const { return m_saved.filters; }
    const QList<ColourRule> &rules() const { return m_saved.rules; }

    void refresh(); ///< reads the file again
    void saveFilter(const QString &name, const FilterExpression &filter); ///< replaces the one of that name
    void removeFilter(const QString &name);
    void addRule(const ColourRule &rule); ///< replaces the one of that name
    void setRuleEnabled(const QString &name, bool enabled);
    void removeRule(const QString &name);
    void importFrom(const QString &path);
    void exportTo(const QString &path);

signals:
    void changed();
    void failed(const QString &problem); ///< a sentence

private:
    void change(const SavedFilters &saved);

    QString m_path;
    SavedFilters m_saved;
    bool m_isReadable = true; ///< else it is not written over
};

} // namespace console
