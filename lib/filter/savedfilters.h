#pragma once

#include "lib/filter/filterexpression.h"

#include <optional>

namespace console {

/// A filter that the user gave a name. A value.
struct SavedFilter
{
    QString name;
    FilterExpression filter;

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// Rows that the filter lets through get a tint. A value.
struct ColourRule
{
    static constexpr int tintCount = 6;

    QString name;
    FilterExpression filter;
    int tint = 0; ///< [0, tintCount); what colour that is the theme knows
    bool enabled = true;

    friend bool operator==(const ColourRule &, const ColourRule &) = default;
};

/// The user's filters and colour rules, and their file: JSON that can be given to others. A value; any
/// thread.
struct SavedFilters
{
    QList<SavedFilter> filters; ///< names are different
    QList<ColourRule> rules; ///< the first that holds decides

    /// filters.json in the user's folder for configurations.
    static QString defaultPath();
    /// @param problem  a sentence: of the text as a whole (then nothing comes back), or of what was left out
    static std::optional<SavedFilters> fromJson(const QByteArray &text, QString *problem);
    QByteArray toJson() const;

    /// A file that is not there is an empty one.
    static std::optional<SavedFilters> read(const QString &path, QString *problem);
    /// All of it or nothing. A sentence where it cannot be written; empty otherwise.
    QString write(const QString &path) const;
    /// Takes in others; of the same name the new one stays.
    void add(const SavedFilters &others);

    friend bool operator==(const SavedFilters &, const SavedFilters &) = default;
};

} // namespace console
