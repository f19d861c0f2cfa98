#pragma once

#include <QAbstractSpinBox>
#include <QComboBox>

class QCompleter;
class QLabel;
class QStandardItemModel;

namespace console {

struct ComposerSuggestion;
class Theme;
class ThemedLabel;

/// A number with its unit and steps of one. Any text may stand in it: what is no number is judged by the
/// model, not refused.
class NumberField : public QAbstractSpinBox
{
    Q_OBJECT
public:
    NumberField(const QString &unit, const Theme *theme, QWidget *parent = nullptr);

    void stepBy(int steps) override;
    void setText(const QString &text);

signals:
    void edited(const QString &text);

protected:
    StepEnabled stepEnabled() const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeUnit();

    QLabel *m_unit;
};

/// Listed or seen values to choose from, each with its name, or free text. What is typed is looked for in
/// values and names, and what has it is offered below. The values are asked for when a list opens.
class ChoiceField : public QComboBox
{
    Q_OBJECT
public:
    /// What fits a typed text; everything fits none.
    using Suggest = std::function<QList<ComposerSuggestion>(const QString &typed)>;

    ChoiceField(Suggest suggest, const Theme *theme, QWidget *parent = nullptr);

    void setText(const QString &text);
    /// What the value means, beside it in the field; plain text.
    void setMeaning(const QString &meaning);
    QString meaning() const;
    void showPopup() override;
    QAbstractItemView *offers() const; ///< the list of what fits what was typed

signals:
    void edited(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeOffers(const Theme *theme);
    void offer(const QString &typed);
    void take(const QString &value);
    void placeMeaning();

    Suggest m_suggest;
    QStandardItemModel *m_offered;
    QCompleter *m_completer;
    ThemedLabel *m_meaning;
};

} // namespace console
