#include "ui/models/filterlibrary.h"

namespace console {

FilterLibrary::FilterLibrary(const QString &path, QObject *parent) : QObject(parent), m_path(path)
{
    refresh();
}

void FilterLibrary::refresh()
{
    QString problem;
    const std::optional<SavedFilters> saved = SavedFilters::read(m_path, &problem);
    m_isReadable = saved.has_value();
    if (!problem.isEmpty())
        emit failed(problem);
    if (!saved || *saved == m_saved)
        return;
    m_saved = *saved;
    emit changed();
}

void FilterLibrary::saveFilter(const QString &name, const FilterExpression &filter)
{
    SavedFilters saved = m_saved;
    saved.add({{{name, filter}}, {}});
    change(saved);
}

void FilterLibrary::removeFilter(const QString &name)
{
    SavedFilters saved = m_saved;
    saved.filters.removeIf([&name](const SavedFilter &each) { return each.name == name; });
    change(saved);
}

void FilterLibrary::addRule(const ColourRule &rule)
{
    SavedFilters saved = m_saved;
    saved.add({{}, {rule}});
    change(saved);
}

void FilterLibrary::setRuleEnabled(const QString &name, bool enabled)
{
    SavedFilters saved = m_saved;
    for (ColourRule &rule : saved.rules)
        rule.enabled = rule.name == name ? enabled : rule.enabled;
    change(saved);
}

void FilterLibrary::removeRule(const QString &name)
{
    SavedFilters saved = m_saved;
    saved.rules.removeIf([&name](const ColourRule &each) { return each.name == name; });
    change(saved);
}

void FilterLibrary::importFrom(const QString &path)
{
    QString problem;
    const std::optional<SavedFilters> others = SavedFilters::read(path, &problem);
    if (!problem.isEmpty())
        emit failed(problem);
    if (!others)
        return;
    SavedFilters saved = m_saved;
    saved.add(*others);
    change(saved);
}

void FilterLibrary::exportTo(const QString &path)
{
    if (const QString problem = m_saved.write(path); !problem.isEmpty())
        emit failed(problem);
}

/// What cannot be written is in force all the same, until the window is closed.
void FilterLibrary::change(const SavedFilters &saved)
{
    m_saved = saved;
    emit changed();
    const QString problem = m_isReadable
        ? saved.write(m_path)
        : tr("“%1” cannot be read, so nothing is written over it.").arg(m_path);
    if (!problem.isEmpty())
        emit failed(problem);
}

} // namespace console
