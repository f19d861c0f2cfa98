#pragma once

#include <QAccessible>

#include <vector>

namespace console {

/// The children that something painted gives to assistive technology: by number, made when first asked for,
/// gone with this. GUI thread.
class AccessibleChildren
{
public:
    AccessibleChildren() = default;
    ~AccessibleChildren()
    {
        for (const QAccessible::Id id : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(AccessibleChildren)

    /// @param make  gives a new interface for a number. @pre index is not negative
    template <typename Make>
    QAccessibleInterface *at(int index, Make make)
    {
        while (int(m_ids.size()) <= index)
            m_ids.push_back(QAccessible::registerAccessibleInterface(make(int(m_ids.size()))));
        return QAccessible::accessibleInterface(m_ids[size_t(index)]);
    }
    /// -1: it was not made here.
    int indexOf(const QAccessibleInterface *child) const
    {
        for (int i = 0; i < int(m_ids.size()); ++i)
            if (QAccessible::accessibleInterface(m_ids[size_t(i)]) == child)
                return i;
        return -1;
    }

private:
    std::vector<QAccessible::Id> m_ids;
};

} // namespace console
