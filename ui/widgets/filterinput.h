#pragma once

#include "lib/filter/filtercompletion.h"
#include "lib/filter/filterparser.h"
#include "ui/widgets/filterfield.h"

class QCompleter;
class QLabel;
class QStandardItemModel;

namespace console {

/// A field for the filter language: offers what can follow, and underlines what is wrong with a line below
/// that says it. Speaks up with expressions that are right; the last one stays in force otherwise. GUI
/// thread.
class FilterInput : public FilterField
{
    Q_OBJECT
public:
    FilterInput(const Theme *theme, const QString &hint, QWidget *parent = nullptr);

    /// Values of the session to offer. May take a moment: it is asked only while the user writes one.
    void setValuesOf(const FilterValuesOf &valuesOf) { m_valuesOf = valuesOf; }
    /// Shows a filter that comes from elsewhere. What was typed stays as it is where it means the same.
    void setExpression(const FilterExpression &expression);
    const FilterError &error() const { return m_error; }

signals:
    void expressionEdited(const console::FilterExpression &expression);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeText(const QString &text);
    void offer();
    void stopOffering();
    void insert(const QModelIndex &suggestion);
    void setError(const FilterError &error);
    void showProblem();
    QWidget *hostOfProblem() const;
    QRect rectOf(qsizetype from, qsizetype until) const;

    const Theme *m_theme;
    FilterValuesOf m_valuesOf;
    FilterCompletion m_completion;
    FilterError m_error;
    QStandardItemModel *m_suggestions;
    QCompleter *m_completer;
    QLabel *m_problem = nullptr; ///< a line below
};

} // namespace console
