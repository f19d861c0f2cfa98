#pragma once

#include <QAbstractSpinBox>
#include <QComboBox>

class QLabel;

namespace console {

struct ComposerSuggestion;
class Theme;

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

    explicit ChoiceField(Suggest suggest, QWidget *parent = nullptr);

    void setText(const QString &text);
    void showPopup() override;

signals:
    void edited(const QString &text);

private:
    Suggest m_suggest;
};

} // namespace console
