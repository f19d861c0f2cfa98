#pragma once

#include "lib/filter/filtercompletion.h"
#include "lib/filter/filterparser.h"
#include "ui/widgets/filterfield.h"

class QCompleter;
class QLabel;
class QStandardItemModel;

namespace console {

/// A sentence about a filter that is right, yet may not be what was meant; empty: there is none.
using FilterRemark = std::function<QString(const FilterExpression &)>;

/// A field for the filter language: offers what can follow, and underlines what is wrong with a line below
/// that says it for as long as it is so. Speaks up with expressions that are right; the last one stays in
/// force otherwise. GUI thread.
class FilterInput : public FilterField
{
    Q_OBJECT
public:
    FilterInput(const Theme *theme, const QString &hint, QWidget *parent = nullptr);

    /// Values of the session to offer. May take a moment: it is asked only while the user writes one.
    void setValuesOf(const FilterValuesOf &valuesOf) { m_valuesOf = valuesOf; }
    /// What the line below says about filters that are right.
    void setRemark(const FilterRemark &remark) { m_remarkOn = remark; }
    bool hasRemark() const { return !m_remark.isEmpty(); }
    void renewRemark(); ///< what is known has changed
    /// Shows a filter that comes from elsewhere. What was typed stays as it is where it means the same.
    void setExpression(const FilterExpression &expression);
    const FilterError &error() const { return m_error; }

signals:
    void expressionEdited(const console::FilterExpression &expression);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeText(const QString &text);
    void offer();
    void stopOffering();
    bool isSuggestionMarked() const;
    void insert(const QModelIndex &suggestion);
    void setError(const FilterError &error);
    QString problemText() const;
    QString lineText() const;
    void showLine();
    void colourLine();
    void placeLine();
    QWidget *hostOfLine() const;
    QRect rectOf(qsizetype from, qsizetype until) const;

    const Theme *m_theme;
    FilterValuesOf m_valuesOf;
    FilterCompletion m_completion;
    FilterExpression m_inForce;
    FilterError m_error;
    FilterRemark m_remarkOn;
    QString m_remark; ///< about what is in force
    QStandardItemModel *m_suggestions;
    QCompleter *m_completer;
    QLabel *m_line = nullptr; ///< below the field, over whatever is there
};

} // namespace console
