#pragma once

#include <QAbstractSpinBox>
#include <QComboBox>

class QLabel;

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

/// Listed or seen values to choose from, each with its name, or free text. The list is asked for when it
/// opens.
class ChoiceField : public QComboBox
{
    Q_OBJECT
public:
    using Suggest = std::function<QList<ComposerSuggestion>()>;

    ChoiceField(Suggest suggest, const Theme *theme, QWidget *parent = nullptr);

    void setText(const QString &text);
    /// What the value means, beside it in the field; plain text.
    void setMeaning(const QString &meaning);
    QString meaning() const;
    void showPopup() override;

signals:
    void edited(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeMeaning();

    Suggest m_suggest;
    ThemedLabel *m_meaning;
};

} // namespace console
