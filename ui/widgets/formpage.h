#pragma once

#include "ui/widgets/themedlabel.h"

#include <QComboBox>
#include <QScrollArea>

class QBoxLayout;
class QGridLayout;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace console {

/// What is wrong with a field, beneath it: also told by the field's frame and to assistive technology.
class FieldProblem : public ThemedLabel
{
    Q_OBJECT
public:
    FieldProblem(const Theme *theme, QWidget *field, QWidget *parent);

    void say(const QString &problem); ///< empty: nothing is wrong
    /// The focus to the field if something is wrong with it.
    bool focusField();

private:
    QWidget *m_field;
};

/// Lays out labels, fields and what is wrong with them in the rows of a form. Labels may hold a mnemonic of
/// their field, whose accessible name is the label without it.
class FormGrid
{
public:
    /// `indent`: from the left edge of the box, for fields that belong to a check box above them.
    FormGrid(const Theme *theme, QWidget *box, int indent = 0);

    void addHeading(const QString &text);
    QLineEdit *addEdit(const QString &label);
    QSpinBox *addNumber(const QString &label, int from, int to, const QString &unit, const QString &hint);
    /// `named` carries the label; null: `field` itself.
    void addField(const QString &label, QWidget *field, QWidget *named = nullptr);
    /// As wide as it wants to be, with a hint at its right.
    void addShort(const QString &label, QWidget *field, const QString &hint);
    void addBelow(QWidget *widget); ///< in the column of the fields
    void addWide(QWidget *widget); ///< across both columns
    FieldProblem *addProblem(QWidget *field);
    ThemedLabel *addNote(const QString &text); ///< wraps, in the column of the fields

private:
    void addLabel(const QString &label, QWidget *field);

    const Theme *m_theme;
    QWidget *m_box;
    QGridLayout *m_grid;
    int m_row = 0;
};

/// A tab of the connection dialog: sections that scroll where room is short. Turning the wheel over a field
/// scrolls and changes nothing.
class FormPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit FormPage(const Theme *theme, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    QWidget *addSection(); ///< a hairline parts it from the one above
    void addSection(QWidget *content);
    /// After all fields are there.
    void endSections();
    const Theme *theme() const { return m_theme; }

private:
    const Theme *m_theme;
    QVBoxLayout *m_sections;
};

/// A box with a text that wraps beneath it, as the explanation of a choice.
ThemedLabel *explanation(const Theme *theme, const QString &text, QWidget *parent);
QString withoutMnemonic(QString text);

/// A dialog whose words need more room than it has becomes higher.
void growToFit(QWidget *dialog);

/// A combo box of the values of an enumeration.
template <typename Enum>
void addChoice(QComboBox *box, const QString &text, Enum value)
{
    box->addItem(text, int(value));
}

template <typename Enum>
Enum chosen(const QComboBox *box)
{
    return Enum(box->currentData().toInt());
}

template <typename Enum>
void choose(QComboBox *box, Enum value)
{
    box->setCurrentIndex(qMax(0, box->findData(int(value))));
}

} // namespace console
