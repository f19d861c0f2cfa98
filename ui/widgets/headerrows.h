#pragma once

#include "ui/models/profiledraft.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace console {

class HeaderRow;
class Theme;

/// Headers sent beside the one that lets in: name and value of each, to add and to remove.
class HeaderRows : public QWidget
{
    Q_OBJECT
public:
    explicit HeaderRows(const Theme *theme, QWidget *parent = nullptr);

    void setHeaders(const QList<DraftHeader> &headers);
    void setSecrets(const QList<DraftHeader> &headers); ///< the values arrived
    QList<DraftHeader> headers() const;
    void setProblems(const QStringList &problems);
    bool focusProblem();

signals:
    void edited(); ///< by the user

private:
    HeaderRow *add(const DraftHeader &header);
    void remove(HeaderRow *row);

    const Theme *m_theme;
    QList<HeaderRow *> m_rows;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
};

} // namespace console
