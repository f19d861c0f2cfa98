#pragma once

#include <QListWidget>

namespace console {

class Theme;

/// The saved connections at the left of their dialog: name over address, both plain text.
class ProfileList : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileList(const Theme *theme, QWidget *parent = nullptr);
    void setEntry(int row, const QString &name, const QString &address);
};

} // namespace console
