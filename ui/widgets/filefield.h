#pragma once

#include <QWidget>

class QLineEdit;

namespace console {

/// The name of a file, typed or chosen.
class FileField : public QWidget
{
    Q_OBJECT
public:
    /// `what`: "the authority file", for the button; `title` and `filters`: of the dialog that chooses.
    FileField(
        const QString &what, const QString &title, const QStringList &filters, QWidget *parent = nullptr);

    void setForWriting(); ///< the file need not exist

    QString file() const;
    void setFile(const QString &file);
    QLineEdit *edit() const { return m_edit; }

signals:
    void edited();

private:
    void browse();

    QString m_title;
    QStringList m_filters;
    QLineEdit *m_edit;
    bool m_isForWriting = false;
};

} // namespace console
