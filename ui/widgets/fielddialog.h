#pragma once

#include <QDialog>

class QLineEdit;

namespace console {

class FieldProblem;
class Theme;

/// A dialog with one line to fill in, and what is wrong with it beneath. open() it.
class FieldDialog : public QDialog
{
    Q_OBJECT
public:
    struct Content
    {
        QString title; ///< of the window, plain
        QString label;
        QString hint; ///< under the field; may be empty
        QString confirm; ///< of the button that takes the line: "&Save"
        QString text; ///< to begin with
    };
    FieldDialog(const Content &content, const Theme *theme, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    void showProblem(const QString &problem); ///< a sentence, until something else is typed

signals:
    /// The user is content with the line; whoever asked closes the dialog with accept(), or says what is
    /// wrong.
    void entered(const QString &text);

private:
    QWidget *foot(const QString &confirm);

    const Theme *m_theme;
    QLineEdit *m_edit = nullptr;
    FieldProblem *m_problem = nullptr;
};

} // namespace console
